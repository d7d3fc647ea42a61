//! Room for deep documents.

/// Runs `work` with room for the deepest document that `load` accepts: documents choose how deeply schemas stand
/// inside schemas, `openapiv3` takes tens of kilobytes for each level, and threads that call us may have little.
/// Never `None`: where there is no thread to be had, this one does it.
pub(crate) fn deeply<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    let mut work = Some(work);
    let done = std::thread::scope(|scope| {
        let run = || work.take().map(|work| work());
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, run)
            .ok()?;
        thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    done.or_else(|| work.take().map(|work| work()))
}

/// Reserved, not used: a system gives memory to a stack as it grows.
const STACK: usize = 256 << 20;
