//! The styles of parts that few people open: they come with what they are for.

use yew::prelude::*;

/// The link to a file of styles, and whom to tell when it is there or is known
/// not to come.
pub fn sheet_told(file: &'static str, told: Callback<Event>) -> Html {
    html! { <link rel="stylesheet" href={file} onload={told.clone()} onerror={told} key={file} /> }
}

/// The link to a file of styles.
pub fn sheet(file: &'static str) -> Html {
    html! { <link rel="stylesheet" href={file} key={file} /> }
}
