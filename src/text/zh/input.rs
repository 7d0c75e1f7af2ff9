//! Why an input was not understood.

use crate::dns::NameError;
use crate::input::InputError;
use crate::text::{Prose, visible};

/// Why an input was not understood.
pub fn error(error: &InputError) -> Prose {
    match error {
        InputError::Empty => "请输入域名、邮箱地址、IP地址，或者一条记录。".into(),
        InputError::Name(error) => name(error),
    }
}

fn name(error: &NameError) -> Prose {
    Prose::from(match error {
        NameError::Empty => "里面没有域名。".into(),
        NameError::EmptyLabel => "有两个点连在一起，或者开头就是点。".into(),
        NameError::LabelTooLong { label, octets } => format!(
            "域名的每一段最多63个字符；`{}`有{octets}个。",
            visible(label)
        ),
        NameError::NameTooLong { octets } => {
            format!("域名最多253个字符；这里有{octets}个。")
        }
        NameError::Character(c) => format!("域名里不能有`{}`。", visible(&c.to_string())),
        NameError::NotAllowed => "有些字符不能用在国际化域名里。".into(),
    })
}
