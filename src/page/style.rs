//! The styles of parts that few people open: they come with what they are for.

use yew::prelude::*;

/// The link to a file of styles.
pub fn sheet(file: &'static str) -> Html {
    html! { <link rel="stylesheet" href={file} key="style" /> }
}
