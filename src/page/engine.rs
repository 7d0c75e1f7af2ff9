//! The engine, fetched when somebody first asks something: `www/boot.js` knows
//! where it is.

use super::object::Object;
use super::storage;
use crate::report::link::Tried;
use crate::text::Language;
use crate::view::{
    Arrived, Choice, Comparison, Differing, Event, Exported, Form, Opening, Own, Pasted, Probed,
    Progressed, Rules, Sharing, Supposed, Understood,
};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = mailvetEngine, catch)]
    fn fetch() -> Result<Promise, JsValue>;

    /// What `src/engine/` offers.
    #[derive(Clone)]
    type Exports;

    #[wasm_bindgen(method, js_name = setLanguage)]
    fn set_language(this: &Exports, tag: &str);
    #[wasm_bindgen(method, js_name = setResolvers)]
    fn set_resolvers(this: &Exports, choices: JsValue);
    #[wasm_bindgen(method)]
    fn resolvers(this: &Exports) -> JsValue;
    #[wasm_bindgen(method, js_name = firstAsked)]
    fn first_asked(this: &Exports) -> String;
    #[wasm_bindgen(method, js_name = knownResolvers)]
    fn known_resolvers(this: &Exports) -> JsValue;
    #[wasm_bindgen(method, js_name = ownResolver)]
    fn own_resolver(this: &Exports, url: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn probe(this: &Exports) -> Promise;
    #[wasm_bindgen(method)]
    fn probed(this: &Exports) -> JsValue;
    #[wasm_bindgen(method)]
    fn understand(this: &Exports, text: &str, selectors: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn check(
        this: &Exports,
        text: &str,
        selectors: &str,
        profile: &str,
        fresh: bool,
        kept: &str,
        tell: &Function,
    ) -> Promise;
    #[wasm_bindgen(method, js_name = openSnapshot)]
    fn open_snapshot(this: &Exports, text: &str, tell: &Function) -> Promise;
    #[wasm_bindgen(method)]
    fn sharing(this: &Exports, before: usize) -> Promise;
    #[wasm_bindgen(method)]
    fn exported(this: &Exports, kind: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn opening(this: &Exports, report: &str) -> Promise;
    #[wasm_bindgen(method, js_name = thenAndNow)]
    fn then_and_now(this: &Exports, then: &str, tell: &Function) -> Promise;
    #[wasm_bindgen(method)]
    fn differing(this: &Exports) -> JsValue;
    #[wasm_bindgen(method, js_name = judgeAs)]
    fn judge_as(this: &Exports, profile: &str);
    #[wasm_bindgen(method)]
    fn compare(this: &Exports, text: &str, selectors: &str, tell: &Function) -> Promise;
    #[wasm_bindgen(method, js_name = compareAlso)]
    fn compare_also(this: &Exports, label: &str) -> Promise;
    #[wasm_bindgen(method, js_name = compareFrom)]
    fn compare_from(this: &Exports, region: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn comparison(this: &Exports) -> JsValue;
    #[wasm_bindgen(method)]
    fn arrived(this: &Exports, text: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn stop(this: &Exports);
    #[wasm_bindgen(method, js_name = tellAgain)]
    fn tell_again(this: &Exports);
    #[wasm_bindgen(method)]
    fn read(this: &Exports, text: &str, kind: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn suppose(
        this: &Exports,
        domain: &str,
        text: &str,
        client: &str,
        sender: &str,
        helo: &str,
    ) -> Promise;
    #[wasm_bindgen(method)]
    fn remember(this: &Exports, kept: &str) -> Promise;
    #[wasm_bindgen(method, js_name = fetchPolicy)]
    fn fetch_policy(this: &Exports) -> Promise;
    #[wasm_bindgen(method, js_name = pastePolicy)]
    fn paste_policy(this: &Exports, text: &str);
    #[wasm_bindgen(method)]
    fn build(this: &Exports, kind: &str, domain: &str, choices: JsValue) -> JsValue;
    #[wasm_bindgen(method)]
    fn rules(this: &Exports) -> Promise;
}

/// The engine.
#[derive(Clone)]
pub struct Engine(Exports);

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        let (one, other): (&JsValue, &JsValue) = (&self.0, &other.0);
        one == other
    }
}

impl Engine {
    /// Fetches the engine; `None` where it does not come.
    pub async fn fetch() -> Option<Self> {
        let engine = JsFuture::from(fetch().ok()?).await.ok()?;
        Some(Self(engine.unchecked_into()))
    }

    /// Speaks a language from now on.
    pub fn set_language(&self, language: Language) {
        self.0.set_language(language.tag());
    }

    /// Asks these resolvers from now on; the usual ones where there are none.
    pub fn set_resolvers(&self, choices: Option<&[Choice]>) {
        self.0
            .set_resolvers(storage::list(choices.unwrap_or_default()));
    }

    /// The resolvers that are asked, in order.
    pub fn resolvers(&self) -> Vec<Choice> {
        Object::read(&self.0.resolvers())
    }

    /// The label of the one that is asked first, as far as it is known who
    /// answers.
    pub fn first_asked(&self) -> String {
        self.0.first_asked()
    }

    /// Every public resolver that a page can ask.
    pub fn known_resolvers(&self) -> Vec<Choice> {
        Object::read(&self.0.known_resolvers())
    }

    /// The resolver at a URL that somebody typed.
    pub fn own_resolver(&self, url: &str) -> Own {
        Object::read(&self.0.own_resolver(url))
    }

    /// Tests who answers.
    pub async fn probe(self) {
        let _ = JsFuture::from(self.0.probe()).await;
    }

    /// What the last such test brought.
    pub fn probed(&self) -> Vec<Probed> {
        Object::read(&self.0.probed())
    }

    /// Adds the check that is over to those that the browser remembers.
    pub async fn remember(self, kept: String) -> String {
        let kept_then = JsFuture::from(self.0.remember(&kept)).await;
        kept_then.map_or(kept, |it| Object::read(&it))
    }

    /// What a text is understood as.
    pub fn understand(&self, text: &str, selectors: &str) -> Understood {
        Object::read(&self.0.understand(text, selectors))
    }

    /// Checks what a text holds, and tells what happens in its course.
    pub async fn check(
        self,
        text: String,
        selectors: String,
        profile: String,
        fresh: bool,
        tell: impl Fn(Event) + 'static,
    ) {
        let tell = telling(tell);
        let done = self.0.check(
            &text,
            &selectors,
            &profile,
            fresh,
            &storage::recent(),
            tell.as_ref().unchecked_ref(),
        );
        let _ = JsFuture::from(done).await;
        // The check may be told again in another language.
        tell.forget();
    }

    /// Judges what was seen before, a sealed text, and tells it as a check is.
    pub async fn open_snapshot(self, text: String, tell: impl Fn(Event) + 'static) {
        let tell = telling(tell);
        let done = self.0.open_snapshot(&text, tell.as_ref().unchecked_ref());
        let _ = JsFuture::from(done).await;
        // It may be told again in another language.
        tell.forget();
    }

    /// How the check can be shared and saved; `before` is how long a link is
    /// before the text.
    pub async fn sharing(self, before: usize) -> Sharing {
        let sharing = JsFuture::from(self.0.sharing(before));
        Object::read(&sharing.await.unwrap_or_default())
    }

    /// The check as a file of this kind.
    pub fn exported(&self, kind: &str) -> Exported {
        Object::read(&self.0.exported(kind))
    }

    /// A sealed text of a report; without a report, how one is opened.
    pub async fn opening(self, report: String) -> Opening {
        let opening = JsFuture::from(self.0.opening(&report));
        Object::read(&opening.await.unwrap_or_default())
    }

    /// What has changed since the check was made, and how far the one is that
    /// is made for it.
    pub async fn then_and_now(self, tell: impl Fn(Progressed) + 'static) -> Differing {
        let tell: Closure<dyn Fn(JsValue)> =
            Closure::new(move |progressed: JsValue| tell(Object::read(&progressed)));
        let comparing = self.0.then_and_now("", tell.as_ref().unchecked_ref());
        Object::read(&JsFuture::from(comparing).await.unwrap_or_default())
    }

    /// The same again, in the present language.
    pub fn differing(&self) -> Differing {
        Object::read(&self.0.differing())
    }

    /// Checks a domain, so that builders start from what it has.
    pub async fn look_up(self, domain: String) {
        let tell = Closure::<dyn Fn(JsValue)>::new(|_| ());
        let done = self
            .0
            .check(&domain, "", "", false, "", tell.as_ref().unchecked_ref());
        let _ = JsFuture::from(done).await;
        // The check may be told again in another language.
        tell.forget();
    }

    /// Judges the domain of the check as one that is for this.
    pub fn judge_as(&self, profile: &str) {
        self.0.judge_as(profile);
    }

    /// Asks several resolvers for the records of a domain, and tells what
    /// happens in its course.
    pub async fn compare(self, text: String, selectors: String, tell: impl Fn(Event) + 'static) {
        let tell = telling(tell);
        let done = self
            .0
            .compare(&text, &selectors, tell.as_ref().unchecked_ref());
        let _ = JsFuture::from(done).await;
        // More may be asked, and all told again.
        tell.forget();
    }

    /// Asks one more of the known resolvers.
    pub fn compare_also(&self, label: &str) {
        let _ = self.0.compare_also(label);
    }

    /// Asks as if from a region.
    pub fn compare_from(&self, region: &str) {
        let _ = self.0.compare_from(region);
    }

    /// What surrounds the records that are compared.
    pub fn comparison(&self) -> Comparison {
        Object::read(&self.0.comparison())
    }

    /// Whether a value has come to those who are compared.
    pub fn arrived(&self, text: &str) -> Arrived {
        Object::read(&self.0.arrived(text))
    }

    /// Stops the check or the comparison.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Tells all of the check again, in the present language.
    pub fn tell_again(&self) {
        self.0.tell_again();
    }

    /// Reads a pasted text without DNS, as a kind if one is chosen.
    pub fn read(&self, text: &str, kind: &str) -> Pasted {
        Object::read(&self.0.read(text, kind))
    }

    /// What is found of SPF if the record at a domain says `text`, where it is
    /// not empty, and what becomes of a message then.
    pub async fn suppose(self, domain: String, text: String, tried: Tried) -> Supposed {
        let Tried {
            ip, sender, helo, ..
        } = &tried;
        let supposing = self.0.suppose(&domain, &text, ip, sender, helo);
        Object::read(&JsFuture::from(supposing).await.unwrap_or_default())
    }

    /// A builder's form, and the records that its choices bring.
    pub fn build(&self, kind: &str, domain: &str, choices: &[(String, String)]) -> Form {
        let pair = |(field, value): &(String, String)| {
            Array::of2(&JsValue::from_str(field), &JsValue::from_str(value))
        };
        let choices: Array = choices.iter().map(pair).collect();
        Object::read(&self.0.build(kind, domain, choices.into()))
    }

    /// Fetches the MTA-STS policy of the domain under check; whether its host
    /// let the page read it. What follows is told as the check is.
    pub async fn fetch_policy(self) -> bool {
        let fetching = JsFuture::from(self.0.fetch_policy());
        Object::read(&fetching.await.unwrap_or_default())
    }

    /// Takes a text for that policy. What follows is told as the check is.
    pub fn paste_policy(&self, text: &str) {
        self.0.paste_policy(text);
    }

    /// All rules, in words.
    pub async fn rules(self) -> Rules {
        Object::read(&JsFuture::from(self.0.rules()).await.unwrap_or_default())
    }
}

/// Hands over what happens.
fn telling(tell: impl Fn(Event) + 'static) -> Closure<dyn Fn(JsValue)> {
    Closure::new(move |event: JsValue| {
        if let Some(event) = Object::read(&event) {
            tell(event);
        }
    })
}
