//! What is said alike of all records that are tag lists.

use crate::record::report_uri::UriFault;
use crate::record::tag_list::Fault;
use crate::text::{Message, character, excerpt, message};

/// The words in which one kind of tag list differs from the others.
pub struct List {
    /// What the kind is called.
    pub kind: &'static str,
    /// What follows `v=`.
    pub version: &'static str,
    /// Who reads it.
    pub readers: &'static str,
    /// What a fault in a tag leads to.
    pub broken: &'static str,
    /// What a tag that stands twice leads to.
    pub repeated: &'static str,
}

impl List {
    fn ignored(&self) -> String {
        let Self { kind, readers, .. } = self;
        format!("{readers}会跳过它，等于没有{kind}记录。")
    }

    pub fn version_missing(&self) -> Message {
        let (version, ignored) = (self.version, self.ignored());
        message!(
            "缺少`v={version}`",
            "{ignored}请在最前面写上`v={version};`。"
        )
    }

    pub fn version_not_first(&self) -> Message {
        let (version, ignored) = (self.version, self.ignored());
        message!("`v={version}`不在最前面", "{ignored}请把它移到开头。")
    }

    pub fn version_case(&self) -> Message {
        let (version, ignored) = (self.version, self.ignored());
        message!("`v={version}`要分大小写", "{ignored}请一字不差地照写。")
    }

    pub fn version_unknown(&self, found: &str) -> Message {
        let (version, ignored, found) = (self.version, self.ignored(), excerpt(found));
        message!("没有`{found}`这个版本", "{ignored}请写`v={version}`。")
    }

    pub fn version_wrong(&self, found: &str) -> Message {
        let (version, ignored, found) = (self.version, self.ignored(), excerpt(found));
        message!(
            "记录不是一字不差地以`v={version}`开头",
            "{ignored}这里写的是`{found}`。大小写要一致，前面也不能有别的：请写`v={version};`。"
        )
    }

    /// A fault of the list that a kind does not tell apart from others.
    pub fn malformed(&self, fault: Fault) -> Message {
        match fault {
            Fault::LeadingSpace => self.leading_space(),
            Fault::EmptyPiece => self.empty_piece(),
            Fault::NoEquals => {
                let broken = self.broken;
                message!(
                    "标签里少了`=`",
                    "标签由名字、`=`和值组成。{broken}请照此改写，或者删掉。"
                )
            }
            Fault::NoName => self.name_malformed(None),
            Fault::NameCharacter(c) => self.name_malformed(Some(c)),
            Fault::EscapedSeparator => self.separator_escaped(),
            Fault::SeparatorLookalike(c) => self.separator_lookalike(c),
            Fault::SeparatorMissing => self.separator_missing(),
            Fault::EqualsLookalike(c) => self.equals_lookalike(c),
            Fault::Quote(mark) => self.quoted(mark),
            Fault::Character(c) => self.odd_character(c),
            Fault::Duplicate => {
                let repeated = self.repeated;
                message!("有标签写了两次", "{repeated}请只留一个。")
            }
            Fault::SecondRecord => self.second_record(),
        }
    }

    pub fn other_record(&self, found: &str) -> Message {
        let (kind, ignored, place) = (self.kind, self.ignored(), place(found));
        message!(
            "`v={found}`是另一种记录，不是{kind}",
            "{ignored}它应当放在{place}。"
        )
    }

    pub fn second_record(&self) -> Message {
        let readers = self.readers;
        message!(
            "两条记录写进了同一个字符串",
            "{readers}会把它们当成一条来读，两条都走了样。请分别发布成TXT记录，各放各的位置；同一种的只留一条。"
        )
    }

    pub fn leading_space(&self) -> Message {
        let ignored = self.ignored();
        message!("记录前面多了空格", "{ignored}请删掉空格。")
    }

    pub fn quoted(&self, mark: char) -> Message {
        let (broken, mark) = (self.broken, character(mark));
        message!(
            "引号`{mark}`成了记录的一部分",
            "{broken}区域文件要给记录加引号，而DNS控制台大多会自己加：请删掉这个引号。"
        )
    }

    pub fn odd_character(&self, c: char) -> Message {
        let (broken, c) = (self.broken, character(c));
        message!(
            "这里不能有字符`{c}`",
            "{broken}请删掉它：记录里只能有普通的ASCII字符。"
        )
    }

    pub fn separator_missing(&self) -> Message {
        let broken = self.broken;
        message!("两个标签之间少了`;`", "{broken}请在中间加上`;`。")
    }

    pub fn separator_lookalike(&self, found: char) -> Message {
        let (broken, found) = (self.broken, character(found));
        message!(
            "该写`;`的地方写成了`{found}`",
            "{broken}标签之间请用半角的`;`。"
        )
    }

    pub fn separator_escaped(&self) -> Message {
        let broken = self.broken;
        message!(
            "该写`;`的地方写成了`\\;`",
            "反斜杠是区域文件里用的，填进DNS控制台就成了记录的一部分。{broken}请只写`;`。"
        )
    }

    pub fn equals_lookalike(&self, found: char) -> Message {
        let (broken, found) = (self.broken, character(found));
        message!("该写`=`的地方写成了`{found}`", "{broken}请用半角的`=`。")
    }

    pub fn empty_piece(&self) -> Message {
        message!(
            "两个`;`之间什么也没有",
            "多数程序不在意，严格的会丢弃整条记录。请删掉一个`;`。"
        )
    }

    pub fn equals_missing(&self, text: &str, meant: Option<&str>) -> Message {
        let (broken, text) = (self.broken, excerpt(text));
        match meant {
            Some(meant) => message!(
                "`{text}`少了`=`",
                "标签由名字、`=`和值组成。{broken}请写成`{meant}=`加上值。"
            ),
            None => message!(
                "`{text}`少了`=`",
                "标签由名字、`=`和值组成。{broken}请照此改写，或者删掉。"
            ),
        }
    }

    pub fn name_malformed(&self, c: Option<char>) -> Message {
        let broken = self.broken;
        match c.map(character) {
            Some(c) => message!(
                "标签的名字里不能有`{c}`",
                "{broken}请删掉它，或者补上漏掉的`;`或`=`。"
            ),
            None => message!("`=`前面没有名字", "{broken}请补上标签的名字。"),
        }
    }

    pub fn name_case(&self, name: &str) -> Message {
        let small = name.to_ascii_lowercase();
        message!(
            "标签`{name}`用了大写",
            "许多程序不认大写，会跳过它。请写`{small}`。"
        )
    }

    pub fn tag_repeated(&self, name: &str) -> Message {
        let (repeated, name) = (self.repeated, excerpt(name));
        message!("标签`{name}`写了两次", "{repeated}请只留一个。")
    }

    pub fn tag_unknown(&self, name: &str) -> Message {
        let (kind, readers, name) = (self.kind, self.readers, excerpt(name));
        message!(
            "{kind}没有`{name}`这个标签",
            "{readers}会跳过它。它不起作用，可以删掉。"
        )
    }

    pub fn tag_misspelt(&self, name: &str, meant: &str) -> Message {
        let (kind, readers, name) = (self.kind, self.readers, excerpt(name));
        message!(
            "{kind}没有`{name}`这个标签；是不是想写`{meant}`？",
            "{readers}会跳过它，它要求的事不会发生。请改成`{meant}`。"
        )
    }
}

pub fn uri_empty(tag: &str) -> Message {
    message!(
        "`{tag}`里少了地址",
        "报告没有地方可寄。请写`mailto:`加邮箱地址，或者把空的部分删掉。"
    )
}

pub fn uri_without_scheme(found: &str, mailbox: bool) -> Message {
    let found = excerpt(found);
    match mailbox {
        true => message!(
            "`{found}`前面少了`mailto:`",
            "报告不会寄到那里。请写`mailto:{found}`。"
        ),
        false => message!(
            "`{found}`不是收报告的地址",
            "报告不会寄到那里。请写`mailto:`加邮箱地址，例如`mailto:reports@example.com`。"
        ),
    }
}

pub fn uri_malformed(found: &str, fault: UriFault) -> Message {
    let found = excerpt(found);
    let why = match fault {
        UriFault::Empty => "它是空的。".into(),
        UriFault::MailboxWithoutScheme | UriFault::NoScheme => "它前面少了`mailto:`。".into(),
        UriFault::Character(c) => {
            let c = character(c);
            format!("URI里不能有`{c}`：请删掉，或者改用百分号编码。")
        }
        UriFault::Space => "URI里不能有空格：请删掉；如果是两个地址，中间用`,`隔开。".into(),
        UriFault::Mailbox => "`mailto:`后面不是邮箱地址。".into(),
        UriFault::Size => "`!`后面不是大小；这种写法早已不用，请从`!`起删掉。".into(),
        UriFault::Host => "`https://`后面没有主机名。".into(),
    };
    message!("`{found}`不是有效的URI", "报告不会寄到那里。{why}")
}

pub fn mailbox_invalid(found: &str) -> Message {
    let found = excerpt(found);
    message!(
        "`{found}`没有写明邮箱",
        "报告不会寄到那里。`mailto:`后面要写完整的邮箱地址，例如`mailto:reports@example.com`。"
    )
}

pub fn uri_after_semicolon(found: &str) -> Message {
    let found = excerpt(found);
    message!(
        "`{found}`前面该用`,`，却用了`;`",
        "`;`会结束地址列表，报告不会寄到这个地址。地址之间请用`,`。"
    )
}

/// Where a record of this version is published.
pub fn place(version: &str) -> &'static str {
    match version {
        "spf1" => "域名本身：`example.com`",
        "DKIM1" => "`selector._domainkey.example.com`",
        "DMARC1" => "`_dmarc.example.com`",
        "STSv1" => "`_mta-sts.example.com`",
        "TLSRPTv1" => "`_smtp._tls.example.com`",
        "BIMI1" => "`default._bimi.example.com`",
        _ => "别的名字下",
    }
}
