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
    for_domain: "域名用途",
    as_records_say: "由记录推测",
    guessed: "（推测）",
    asked_at: "查询经由",

    lede: "Mailvet查看DNS里与邮件有关的一切：邮件服务器、反向解析、SPF、DKIM和DMARC，用平常话说明哪里不对、该怎么改。",
    lede_privacy: "查询由您的浏览器直接发给公共解析器，不经过我们的任何服务器。",
    samples: "先看看虚构的域名",
    samples_note: "它们由本页自己作答，没有网络也能看。",
    many: "检查一整份清单",
    open: "打开保存的报告",

    first: "先做这些",
    first_waits: "等全部答复到齐后给出。",
    copy_value: "复制值",
    looked_at: "查了什么",
    share: "复制链接",
    save: "分享与保存",
    compare_now: "与现在对照",
    compare: "比较各解析器的答复",
    to_check: "回到检查结果",
    copy: "复制",
    copied: "已复制",
    copy_failed: "浏览器不允许",
    show_all: "显示全部#字节",
    show_less: "收起",
    usable: "收件方怎么看它",
    in_words: "逐项说明",
    read_as: "按哪一种来读",
    repaired: "已整理粘贴的内容",
    characters: "字符串分段：",
    pending: "正在查询",
    engine_coming: "正在下载负责判断的部分，不到1MB；浏览器会存下来，下次不用再等。查询由您的浏览器直接发给公共解析器。",
    stopped: "答复到来之前就停止了",
    read_only: "只按文本阅读，没有向外查询。",

    edit_record: "试着改改看",
    try_record: "试写一条记录",
    edited: "假如记录写成",
    as_published: "还原成已发布的",
    close_edit: "不改了",
    unpublished: "尚未发布：这是假设的结果。",
    stand_at: "假如它放在下面这个域名上，会查到哪里",
    stand: "看看",
    pass: "这样的邮件能通过吗？",
    pass_ip: "邮件来自IP地址",
    pass_sender: "发件人",
    pass_try: "试试",

    unknown: "未知",
    policy_open: "在新标签页打开",
    policy_paste: "或者粘贴文件内容",

    evidence: "查询依据",
    same_by_hand: "手工查询的命令",

    settings: "设置",
    testing: "正在询问…",

    build: "生成记录",
    build_from: "由此生成记录",

    rules: "规则",

    privacy: "一切查询都由您的浏览器发出，只有解析器知道查的是哪个域名。",
    privacy_title: "哪些数据会离开您的浏览器",
    offline: "没有网络。网络恢复之前查不了域名；记录和虚构的域名照样能看。",
    newer: "有新版本了。",
    reload: "重新加载",
    not_now: "以后再说",
};
