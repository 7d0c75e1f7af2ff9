//! Those who send mail for others, as people choose them.

/// What those who send for others ask to be included in SPF: their names, and
/// the domains.
pub const SENDERS: &[(&str, &str)] = &[
    ("Alibaba Cloud DirectMail", "spf1.dm.aliyun.com"),
    ("Amazon SES", "amazonses.com"),
    ("Brevo", "spf.brevo.com"),
    ("Mailchimp", "servers.mcsv.net"),
    ("Mailchimp Transactional", "spf.mandrillapp.com"),
    ("Mailgun", "mailgun.org"),
    ("Mailjet", "spf.mailjet.com"),
    ("Postmark", "spf.mtasv.net"),
    ("Salesforce", "_spf.salesforce.com"),
    ("Twilio SendGrid", "sendgrid.net"),
    ("Zendesk", "mail.zendesk.com"),
];
