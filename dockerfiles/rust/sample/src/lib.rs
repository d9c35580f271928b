//! A service that does nothing but what each must: answer its probes, and stop when it is told to.

use axum::{Router, http::StatusCode, routing::get};
use std::{future::Future, time::Duration};
use tokio::net::TcpListener;

/// How long requests may still take after the signal to stop. Kubernetes kills after 30 seconds unless told otherwise.
pub const DRAIN: Duration = Duration::from_secs(10);

/// The service's routes: `/` for people, `/health` for probes and load balancers.
pub fn router() -> Router {
    Router::new()
        .route("/", get(|| async { "sample\n" }))
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
}

/// Serves until `stop` is done, then lets open requests end, for [`DRAIN`] at most.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (told, mut is_told) = tokio::sync::watch::channel(false);
    let server = axum::serve(listener, router()).with_graceful_shutdown(async move {
        stop.await;
        let _ = told.send(true);
    });
    tokio::select! {
        result = server => result,
        () = async {
            let _ = is_told.wait_for(|told| *told).await;
            tokio::time::sleep(DRAIN).await;
        } => Ok(()),
    }
}

/// Done at SIGTERM, which the platform sends, or SIGINT, which a terminal sends.
///
/// As process 1 of a container a program gets no default handling of either: without this it would be killed.
///
/// # Errors
/// When the handlers cannot be installed.
pub fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
