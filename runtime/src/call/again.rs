//! Asking again for a stream that broke off.

use super::exchange::Exchange;
use super::options::Settings;
use crate::client::Core;
use crate::error::NoAnswer;
use crate::request::Prepared;
use crate::response::Arrived;
use crate::route::Route;
use crate::transport::BoxFuture;
use std::time::Duration;

/// A call that has had its answer, and may be made once more.
#[derive(Clone)]
pub(crate) struct Again {
    pub(super) core: Core,
    pub(super) route: Route,
    pub(super) prepared: Prepared,
    pub(super) settings: Settings,
}

impl Again {
    /// Waits, and asks for what comes after the event `last_id`.
    pub(crate) fn after(
        &self,
        wait: Duration,
        last_id: Option<&str>,
    ) -> BoxFuture<Result<Arrived, NoAnswer>> {
        let mut again = self.clone();
        if let Some(id) = last_id {
            again.prepared = again.prepared.after_event(id);
        }
        Box::pin(async move {
            let client = again.core.inner()?;
            client.transport.sleep(wait).await;
            Exchange::new(client, again.route, again.prepared, again.settings)
                .run()
                .await
        })
    }
}
