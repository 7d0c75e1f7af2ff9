//! Wakes the engine, and has it check and read.

use super::app::{App, Fetched, Msg, Shown};
use super::browser;
use super::engine::Engine;
use super::policy::Policy;
use super::run::{Run, Stage};
use super::storage;
use super::trial::Trial;
use std::rc::Rc;
use yew::prelude::*;

impl App {
    /// Fetches the engine when a person first acts.
    pub(super) fn wake(&mut self, ctx: &Context<Self>) {
        if self.engine == Fetched::No {
            self.engine = Fetched::Waiting;
            ctx.link()
                .send_future(async { Msg::Fetched(Engine::fetch().await) });
        }
    }

    /// Takes up what was asked for while the engine was on its way.
    pub(super) fn fetched(&mut self, ctx: &Context<Self>, engine: Option<Engine>) {
        let Some(engine) = engine else {
            self.engine = Fetched::No;
            if let Some(run) = self.run_mut() {
                run.end(Stage::Stopped);
            }
            browser::tell_boot_failed(true);
            return;
        };
        browser::tell_boot_failed(false);
        engine.set_language(self.language);
        engine.set_resolvers(storage::resolvers().as_deref());
        self.engine = Fetched::Engine(engine.clone());
        self.understand();
        match &self.shown {
            Shown::Start if self.submitted => self.submit(ctx),
            Shown::Start => {
                // To look at the settings is not to ask for anything yet.
                if !self.typed.is_empty() {
                    let probe = engine.probe();
                    ctx.link().send_future(async {
                        probe.await;
                        Msg::Changed
                    });
                }
                self.read_live();
            }
            // A check tests who answers itself, if it is to ask anybody.
            Shown::Run(_) => self.check(ctx, false),
            Shown::Record(..) | Shown::Room(_) => {}
        }
    }

    /// Understands what stands in the field.
    pub(super) fn understand(&mut self) {
        if let Fetched::Engine(engine) = &self.engine {
            self.understood = Some(engine.understand(&self.typed, &self.selectors));
        }
    }

    /// Checks what the field holds, as soon as the engine is there.
    pub(super) fn check(&mut self, ctx: &Context<Self>, fresh: bool) {
        self.stop();
        self.trial = Trial::new(std::mem::take(&mut self.trial.tried));
        self.policy = Policy::default();
        self.runs += 1;
        let number = self.runs;
        let Fetched::Engine(engine) = &self.engine else {
            self.shown = Shown::Run(Run::new(number, &self.typed).into());
            self.wake(ctx);
            return;
        };
        if self.seen.is_some() {
            self.shown = Shown::Run(Run::new(number, "…").into());
            self.start(ctx, number, fresh);
            return;
        }
        let understood = engine.understand(&self.typed, &self.selectors);
        if understood.refused {
            self.shown = Shown::Start;
        } else if understood.record {
            self.read_as(String::new());
            self.try_now(ctx);
        } else {
            self.shown = Shown::Run(Run::new(number, &self.typed).into());
            self.start(ctx, number, fresh);
        }
    }

    fn start(&self, ctx: &Context<Self>, number: u32, fresh: bool) {
        if let Fetched::Engine(engine) = &self.engine {
            let link = ctx.link().clone();
            let tell = move |event| link.send_message(Msg::Happened(number, event));
            if let Some(seen) = &self.seen {
                wasm_bindgen_futures::spawn_local(engine.clone().open_snapshot(seen.clone(), tell));
                return;
            }
            let (typed, selectors) = (self.typed.clone(), self.selectors.clone());
            let profile = self.profile.clone();
            let check = engine.clone().check(typed, selectors, profile, fresh, tell);
            wasm_bindgen_futures::spawn_local(check);
        }
    }

    /// Puts into the fields what was checked then.
    pub(super) fn recall(&mut self) {
        if let Shown::Run(run) = &self.shown
            && run.begun.seen > 0.0
        {
            self.typed = run.domain().to_owned();
            self.selectors.clone_from(&run.begun.selectors);
            self.profile.clone_from(&run.begun.profile);
            self.understand();
        }
    }

    /// Reads a record while it is typed.
    pub(super) fn read_live(&mut self) {
        let is_record = self.understood.as_ref().is_some_and(|it| it.record);
        let kind = match &self.shown {
            Shown::Record(_, kind) => kind.clone(),
            Shown::Start | Shown::Room(_) => String::new(),
            Shown::Run(_) => return,
        };
        if is_record {
            self.read_as(kind);
        } else if matches!(self.shown, Shown::Record(..)) {
            self.shown = Shown::Start;
        }
    }

    /// Reads the record in the field, as a kind if one is given.
    pub(super) fn read_as(&mut self, kind: String) {
        if let Fetched::Engine(engine) = &self.engine {
            let pasted = engine.read(&self.typed, &kind);
            self.shown = Shown::Record(Rc::new(pasted), kind);
        }
    }

    /// The check that is shown.
    fn run_mut(&mut self) -> Option<&mut Run> {
        match &mut self.shown {
            Shown::Run(run) => Some(run),
            Shown::Start | Shown::Record(..) | Shown::Room(_) => None,
        }
    }

    pub(super) fn stop(&mut self) {
        if let Some(run) = self.run_mut()
            && run.stage == Stage::Running
        {
            run.end(Stage::Stopped);
            if let Fetched::Engine(engine) = &self.engine {
                engine.stop();
            }
        }
    }

    /// Has the browser remember the check that is over.
    pub(super) fn remember(&self) {
        let remembers = self.seen.is_none() && storage::remembers();
        if let (Fetched::Engine(engine), true) = (&self.engine, remembers) {
            let remembering = engine.clone().remember(storage::recent());
            wasm_bindgen_futures::spawn_local(async {
                storage::set_recent(&remembering.await);
            });
        }
    }
}
