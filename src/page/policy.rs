//! The policy of MTA-STS, which is not in DNS: fetched from its host when a
//! person wants that, or pasted.

use super::app::{App, Fetched, Msg};
use super::prose::{kept, prose};
use crate::view::PolicyPlace;
use web_sys::HtmlTextAreaElement;
use yew::html::Scope;
use yew::prelude::*;

/// What a person has done for it.
#[derive(Default)]
pub struct Policy {
    /// What stands in the field.
    typed: String,
    stage: Stage,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    #[default]
    Unasked,
    Asking,
    /// Its host gave nothing.
    Refused,
}

/// What changes it.
pub enum Step {
    /// It is to be fetched.
    Fetch,
    /// Whether it was, for the check with this number.
    Fetched(u32, bool),
    /// It is pasted or typed.
    Typed(String),
}

impl App {
    /// Takes up a change; whether it is to be seen.
    pub(super) fn take_policy(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        let Fetched::Engine(engine) = &self.engine else {
            return false;
        };
        let policy = &mut self.policy;
        match step {
            Step::Fetch if policy.stage == Stage::Asking => return false,
            Step::Fetch => {
                policy.stage = Stage::Asking;
                let number = self.runs;
                let fetching = engine.clone().fetch_policy();
                ctx.link()
                    .send_future(async move { Msg::Policy(Step::Fetched(number, fetching.await)) });
            }
            Step::Fetched(number, fetched) if number == self.runs => {
                policy.stage = if fetched {
                    Stage::Unasked
                } else {
                    Stage::Refused
                };
            }
            Step::Fetched(..) => return false,
            Step::Typed(text) => {
                policy.stage = Stage::Unasked;
                engine.paste_policy(&text);
                policy.typed = text;
            }
        }
        true
    }
}

/// Where the policy is fetched or pasted.
pub fn view(app: &App, link: &Scope<App>, place: &PolicyPlace) -> Html {
    let ui = app.language.ui();
    let policy = &app.policy;
    let fetch = link.callback(|_: MouseEvent| Msg::Policy(Step::Fetch));
    let oninput = link.callback(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Msg::Policy(Step::Typed(text))
    });
    let status = match policy.stage {
        Stage::Unasked => prose(&place.status),
        Stage::Asking => html! { {ui.testing} },
        Stage::Refused => prose(&place.refused),
    };
    html! {
        <div class="policy">
            <p id="policy-status" role="status">{status}</p>
            <p class="buttons">
                <button type="button" id="fetch-policy" aria-describedby="fetch-tells" onclick={fetch}>{kept(&place.fetch)}</button>
                <a id="open-policy" class="button" href={place.url.clone()} target="_blank" rel="noopener noreferrer">{ui.policy_open}</a>
            </p>
            <p id="fetch-tells" class="quiet">{prose(&place.tells)}</p>
            <label for="policy-text">{ui.policy_paste}</label>
            <div class="field">
                <textarea
                    id="policy-text" rows="4" placeholder={EXAMPLE} value={policy.typed.clone()}
                    autocapitalize="none" spellcheck="false" dir="ltr" {oninput}
                />
            </div>
        </div>
    }
}

const EXAMPLE: &str = "version: STSv1\nmode: enforce\nmx: mail.example.com\nmax_age: 1209600";
