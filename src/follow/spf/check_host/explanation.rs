//! What a domain says to senders whose message fails (RFC 7208 §6.2).

use super::{At, Checker, Explanation};
use crate::dns::{Name, RecordType};
use crate::follow::spf::trace::Event;
use crate::record::spf::{self, ModifierValue, read_explanation};

impl Checker<'_> {
    /// §6.2. Whatever goes wrong, there is no explanation.
    pub(super) async fn explain(&mut self, explanation: &Explanation) -> Option<String> {
        let record = spf::receive(&explanation.record)?;
        let spec = record
            .modifiers()
            .find_map(|modifier| match modifier.value.value {
                ModifierValue::Exp(domain) => Some(domain),
                _ => None,
            })?;
        let domain = Name::verbatim(&explanation.domain).ok()?;
        let at = At {
            text: &explanation.record,
            domain: &domain,
            written: &explanation.domain,
        };
        let target = self.target(&at, Some(spec)).await.ok()??;
        let txt = self.client.ask(&target, RecordType::TXT).await;
        let mut texts = txt.texts();
        let text = match (texts.next(), texts.next()) {
            (Some(txt), None) => self.explanation(&at, &txt.text).await,
            _ => None,
        };
        self.tell(Event::Explained {
            txt: txt.clone(),
            text: text.clone(),
        });
        text
    }

    async fn explanation(&mut self, at: &At<'_>, text: &str) -> Option<String> {
        let explanation = read_explanation(text);
        if !explanation.is_usable() {
            return None;
        }
        let parts = || explanation.parts.iter().map(|part| part.value);
        let validated = self.name_for(at.domain, parts()).await.ok()?;
        let values = self.values(at.written, validated.as_deref());
        Some(values.fill(parts()))
    }
}
