//! The fixed words of the annex.

use crate::text::AnnexWords;

/// The words of the annex.
pub const WORDS: AnnexWords = AnnexWords {
    build_head: "生成",
    build_for: "，域名是",
    build_look_up: "查询已有的记录",
    build_asking: "正在查询…",
    build_choices: "选项",
    build_records: "要发布的",
    build_forms: "其他写法",
    build_none: "无",
    build_add: "添加服务商…",
    rules_lede: "Mailvet能看出的一切。每条规则都用它自己的例子说明。",
    rules_subject: "类别",
    rules_all: "全部",
    rules_search: "查找",
    rules_bad: "会报告",
    rules_good: "不会报告",
    rules_try: "试一试",
};
