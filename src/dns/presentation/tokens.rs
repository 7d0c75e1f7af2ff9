//! Entries of a master file, and the tokens that they are made of.

use super::Unreadable;

/// An entry: the tokens of one line, or of several held by parentheses.
pub struct Entry<'a> {
    /// Where it begins, from 1.
    pub line: usize,
    /// Whether white space stands before the first token.
    pub indented: bool,
    /// At least one.
    pub tokens: Vec<Token<'a>>,
}

/// A word, or a string in quotes.
#[derive(Clone, Copy)]
pub struct Token<'a> {
    /// The text, still escaped, without its quotes.
    pub text: &'a str,
    /// Whether it stood in quotes.
    pub quoted: bool,
    /// The line, from 1.
    pub line: usize,
}

/// Divides a text into entries; comments and empty lines are gone.
pub fn entries(text: &str) -> Result<Vec<Entry<'_>>, Unreadable> {
    let mut entries = Vec::<Entry<'_>>::new();
    let mut rest = text;
    let mut line = 1;
    // An entry is open until a line ends outside of parentheses.
    let mut open = false;
    let mut indented = false;
    let mut line_starts = true;
    let mut parentheses = 0_usize;
    while let Some(first) = rest.chars().next() {
        if line_starts && !open {
            indented = matches!(first, ' ' | '\t');
        }
        line_starts = first == '\n';
        let length = match first {
            '\n' => {
                line += 1;
                open &= parentheses > 0;
                1
            }
            ' ' | '\t' | '\r' => 1,
            ';' => rest.find('\n').unwrap_or(rest.len()),
            '(' => {
                parentheses += 1;
                1
            }
            ')' => {
                parentheses = parentheses.checked_sub(1).ok_or(Unreadable {
                    line,
                    expected: "an opening parenthesis first",
                    got: ")".into(),
                })?;
                1
            }
            _ => {
                let (token, length) = token(rest, line)?;
                if !open {
                    entries.push(Entry {
                        line,
                        indented,
                        tokens: Vec::new(),
                    });
                    open = true;
                }
                if let Some(entry) = entries.last_mut() {
                    entry.tokens.push(token);
                }
                line += token.text.matches('\n').count();
                length
            }
        };
        rest = &rest[length..];
    }
    if parentheses > 0 {
        return Err(Unreadable {
            line,
            expected: "a closing parenthesis",
            got: "the end".into(),
        });
    }
    Ok(entries)
}

/// The token at the start of a text, and its length with quotes.
///
/// ```abnf
/// contiguous  = 1*( non-special / escaped )
/// quoted      = DQUOTE *( contiguous / ( ["\"] WSP ) ) DQUOTE
/// char-string = contiguous / quoted
/// ```
fn token(text: &str, line: usize) -> Result<(Token<'_>, usize), Unreadable> {
    let (quoted, body) = match text.strip_prefix('"') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let mut escaped = false;
    let end = body.find(|c: char| {
        let ends = !escaped
            && if quoted {
                c == '"'
            } else {
                matches!(c, ' ' | '\t' | '\r' | '\n' | ';' | '(' | ')' | '"')
            };
        escaped = c == '\\' && !escaped;
        ends
    });
    let end = match end {
        Some(end) => end,
        None if quoted => {
            return Err(Unreadable {
                line,
                expected: "a closing quote",
                got: text.to_owned(),
            });
        }
        None => body.len(),
    };
    let token = Token {
        text: &body[..end],
        quoted,
        line,
    };
    Ok((token, end + 2 * usize::from(quoted)))
}
