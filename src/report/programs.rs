//! The subjects of a domain's people: what their mail programs want, and what
//! they can try that a browser cannot.

use super::subject::{Detail, SubjectReport};
use super::transport::once;
use crate::check;
use crate::dns::Name;
use crate::dns::client::Client;
use crate::follow::beyond::Beyond;
use crate::follow::programs::Programs;
use crate::rule::Subject;
use futures_util::future;

/// Checks both, telling of each once it is known.
pub async fn check(client: &Client, domain: &Name, tell: &dyn Fn(SubjectReport)) {
    future::join(async { tell(programs(client, domain).await) }, async {
        tell(beyond(client, domain).await)
    })
    .await;
}

async fn programs(client: &Client, domain: &Name) -> SubjectReport {
    let programs = Programs::find(client, domain).await;
    let findings = check::programs::judge(&programs);
    let asked = [&programs.servers.mx];
    let evidence = once(programs.answers().chain(asked));
    let detail = Detail::Programs(programs);
    SubjectReport::new(Subject::Programs, detail, Vec::new(), findings, evidence)
}

/// Nothing is judged, and nothing is asked that is not told of elsewhere.
async fn beyond(client: &Client, domain: &Name) -> SubjectReport {
    let detail = Detail::Beyond(Beyond::find(client, domain).await);
    SubjectReport::new(Subject::Beyond, detail, Vec::new(), Vec::new(), Vec::new())
}
