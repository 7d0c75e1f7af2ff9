//! The fixed words of the page.

use crate::text::Ui;

/// The fixed words of the page.
pub const UI: Ui = Ui {
    language: "简体中文",

    heading: "这个域名的邮件设置对了吗？",
    input_label: "域名、邮箱地址、IP地址、网址，或者一条记录",
    check: "检查",
    check_again: "再查一次",
    stop: "停止",
    selectors: "DKIM选择器",
    selectors_none: "未填",
    asked_at: "查询经由",
    asked_nobody: "没有解析器",
    asked_itself: "本页自己",

    lede: "Mailvet查看DNS里与邮件有关的一切：邮件服务器、反向解析、SPF、DKIM和DMARC，用平常话说明哪里不对、该怎么改。",
    lede_privacy: "查询由您的浏览器直接发给公共解析器，不经过我们的任何服务器。",
    samples: "先看看虚构的域名",
    samples_note: "它们由本页自己作答，没有网络也能看。",

    looked_at: "查了什么",
    share: "复制链接",
    copy: "复制",
    copied: "已复制",
    copy_failed: "浏览器不允许",
    show_less: "收起",
    pending: "正在查询",
    stopped: "答复到来之前就停止了",
    made_up: "这是虚构的，由本页自己作答，没有向外查询。",
    unknown_kind: "一段认不出的文本",
    read_only: "只按文本阅读，没有向外查询。",

    preference: "优先级",
    host: "主机",
    addresses: "地址",
    address: "地址",
    name: "名字",
    leads_back: "能否查回",
    yes: "能",
    no: "不能",
    unknown: "未知",
    none: "没有",
    name_servers: "权威服务器",
    alias_of: "是别名，指向",
    selector: "选择器",
    names_asked: "在哪里找过策略",

    evidence: "查询依据",
    answer: "答复",
    validated: "已通过DNSSEC验证（AD）",
    not_validated: "未经验证（无AD）",
    checking_disabled: "要求不作验证（CD）",
    extended_error: "解析器附言",
    same_by_hand: "手工查询的命令",

    settings: "设置",
    settings_language: "语言",
    resolvers: "解析器",
    resolvers_note: "按这个顺序询问；前一个没有答复，就问下一个。解析器会知道您查的是哪个域名。",
    own_resolver: "自己的解析器（DNS over HTTPS）",
    own_resolver_add: "添加",
    move_up: "上移",
    remove: "移除",
    test: "看看谁会答复",
    testing: "正在询问…",
    reset: "恢复原样",
    close: "完成",

    privacy: "一切查询都由您的浏览器发出，只有解析器知道查的是哪个域名。",
};
