//! Begins checks and ends them.

use super::app::{App, Msg, Probes, Shown};
use super::asking;
use super::run::{Run, Stage, Target};
use crate::dns::Name;
use crate::dns::sample::is_sample;
use crate::follow::dkim::Selector;
use crate::input::{self, Input};
use crate::report::{self, Request};
use yew::prelude::*;

impl App {
    pub(super) fn run(&mut self, number: u32) -> Option<&mut Run> {
        match &mut self.shown {
            Shown::Run(run) if run.number == number => Some(run),
            _ => None,
        }
    }

    /// Checks what the field holds.
    pub(super) fn check(&mut self, ctx: &Context<Self>, fresh: bool) {
        self.stop();
        let Ok(input) = Input::parse(&self.typed) else {
            self.shown = Shown::Start;
            return;
        };
        let target = match input.target {
            input::Target::Record { text, kind } => {
                self.shown = Shown::Record(text.into(), kind);
                return;
            }
            input::Target::Address(address) => Target::Address(address),
            input::Target::Domain { domain, selectors } => {
                let mut all = selectors;
                for selector in selector_names(&self.selectors) {
                    if !all.contains(&selector) {
                        all.push(selector);
                    }
                }
                Target::Domain(domain, all)
            }
        };
        self.start(ctx, target, fresh);
    }

    fn start(&mut self, ctx: &Context<Self>, target: Target, fresh: bool) {
        let made_up = match &target {
            Target::Domain(domain, _) => is_sample(domain),
            Target::Address(address) => is_sample(&Name::reverse(*address)),
        };
        let client = if made_up {
            asking::sample_run()
        } else {
            self.probe_once(ctx);
            self.asker.run(fresh)
        };
        self.runs += 1;
        let number = self.runs;
        let link = ctx.link().clone();
        client.on_progress(move |_| link.send_message(Msg::Progressed(number)));
        let link = ctx.link().clone();
        let (asking, asked) = (client.clone(), target.clone());
        let running = client.clone();
        let task = async move {
            let tell = |report| link.send_message(Msg::Told(number, report));
            match asked {
                Target::Domain(domain, selectors) => {
                    let selectors = selectors
                        .into_iter()
                        .filter_map(|name| Selector::new(name, &domain).ok())
                        .collect();
                    let request = Request { domain, selectors };
                    report::check_domain(&asking, &request, &tell).await;
                }
                Target::Address(address) => {
                    tell(report::check_address(&asking, address).await);
                }
            }
            link.send_message(Msg::Ended(number));
        };
        wasm_bindgen_futures::spawn_local(async move {
            running.run(task).await;
        });
        self.shown = Shown::Run(Run::new(number, target, client, made_up));
    }

    pub(super) fn stop(&mut self) {
        if let Shown::Run(run) = &mut self.shown {
            run.end(Stage::Stopped);
        }
    }

    /// Tests who answers, when a person first acts.
    pub(super) fn probe_once(&mut self, ctx: &Context<Self>) {
        if self.probes != Probes::Untested {
            return;
        }
        self.probes = Probes::Running;
        let probe = self.asker.client().probe();
        ctx.link()
            .send_future(async move { Msg::Probed(probe.await) });
    }
}

/// The selectors in a list as people write it.
pub(super) fn selector_names(text: &str) -> impl Iterator<Item = Name> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；'))
        .filter_map(|selector| Name::parse(selector.trim_matches('.')).ok())
}
