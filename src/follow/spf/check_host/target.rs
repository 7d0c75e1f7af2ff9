//! The names that terms are about (RFC 7208 §4.8, §7).

use super::expand::{Values, names_local_part, names_validated_name, target_of};
use super::{At, Checker, Ended};
use crate::dns::Name;
use crate::follow::spf::trace::Event;
use crate::record::spf::{DomainSpec, MacroPart, MacroString};
use std::borrow::Cow;

impl Checker<'_> {
    /// The name that a term is about (§4.8): its own, or the domain of the
    /// record. `None` where that is no name that DNS could know.
    pub(super) async fn target(
        &mut self,
        at: &At<'_>,
        domain: Option<DomainSpec<'_>>,
    ) -> Result<Option<Name>, Ended> {
        let Some(domain) = domain else {
            return Ok(Some(at.domain.clone()));
        };
        let Some(text) = self.target_text(at, domain.macro_string()).await? else {
            return Ok(None);
        };
        let name = Name::verbatim(&text).ok();
        if name.is_none() {
            let target = text.into_owned();
            self.tell(Event::Unaskable { target });
        }
        Ok(name)
    }

    /// The text that a domain-spec stands for. `None` where it would bring a
    /// local part into a name that DNS cannot carry (RFC 8616 §4).
    pub(super) async fn target_text<'r>(
        &mut self,
        at: &At<'_>,
        spec: MacroString<'r>,
    ) -> Result<Option<Cow<'r, str>>, Ended> {
        if spec.is_literal() {
            return Ok(Some(target_of(spec.text).into()));
        }
        if !self.message.local_part().is_ascii() && names_local_part(spec) {
            let target = spec.text.to_owned();
            self.tell(Event::Unaskable { target });
            return Ok(None);
        }
        let parts = spec.parts().map(|part| part.value);
        let validated = self.name_for(at.domain, parts).await?;
        let target = self.values(at.written, validated.as_deref()).target(spec);
        self.tell(Event::Expanded {
            written: spec.text.into(),
            target: target.as_str().into(),
        });
        Ok(Some(target.into()))
    }

    /// The validated name that stands for `%{p}` in these parts, if they ask
    /// for it: the domain itself, else one below it, else any (§7.3).
    pub(super) async fn name_for<'m>(
        &mut self,
        domain: &Name,
        parts: impl Iterator<Item = MacroPart<'m>>,
    ) -> Result<Option<String>, Ended> {
        if !names_validated_name(parts) {
            return Ok(None);
        }
        // Boxed, since what is seldom asked would make every term's future large.
        let names = Box::pin(self.validated_names()).await?;
        let below = || names.iter().find(|name| name.is_within(domain));
        let itself = names.iter().find(|name| *name == domain);
        let name = itself.or_else(below).or(names.first());
        Ok(name.map(|name| name.as_str().to_owned()))
    }

    pub(super) fn values<'v>(
        &'v self,
        domain: &'v str,
        validated_name: Option<&'v str>,
    ) -> Values<'v> {
        Values {
            message: self.message,
            domain,
            validated_name,
            time: (self.client.now() / 1000.0) as u64,
        }
    }
}
