//! Around the service: messages begin in their order, a panic is one failed answer, and how the server ended is remembered.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_service::Service;

use crate::lsp::frames::{MALFORMED, PARSE_ERROR};

type Answer<E> = Pin<Box<dyn Future<Output = Result<Option<Response>, E>> + Send>>;

/// The service with a guard around it.
pub(crate) struct Guard<S> {
    inner: S,
    ending: Arc<Ending>,
}

/// How the server is ending.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    has_shut_down: AtomicBool,
}

impl Ending {
    /// The exit status: 0 after `shutdown`, else 1.
    pub(crate) fn status(&self) -> u8 {
        u8::from(!self.has_shut_down.load(Ordering::SeqCst))
    }
}

impl<S> Guard<S> {
    /// Guards a service, and tells `ending` how it ends.
    pub(crate) fn new(inner: S, ending: Arc<Ending>) -> Self {
        Self { inner, ending }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answer<S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let id = request.id().cloned();
        match request.method() {
            MALFORMED => return Box::pin(std::future::ready(Ok(Some(malformed(&request))))),
            // A notification of this kind may be ignored; a request wants an answer.
            method if method.starts_with("$/") && id.is_some() => {
                return Box::pin(std::future::ready(Ok(id.map(|id| Response::from_error(id, Error::method_not_found())))));
            }
            "shutdown" => self.ending.has_shut_down.store(true, Ordering::SeqCst),
            _ => {}
        }
        let method = request.method().to_owned();
        let mut answer = Contained { inner: Box::pin(self.inner.call(request)), id, method };
        // A handler's first step puts its message in line. Taken here, messages keep the order in which they came, and a
        // cancellation works at once, however much is waiting.
        match Pin::new(&mut answer).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Box::pin(std::future::ready(done)),
            Poll::Pending => Box::pin(answer),
        }
    }
}

fn malformed(request: &Request) -> Response {
    let code = request.params().and_then(serde_json::Value::as_i64).unwrap_or(PARSE_ERROR);
    Response::from_error(Id::Null, Error { code: ErrorCode::from(code), message: "This is no message.".into(), data: None })
}

/// An answer in the making whose panics are caught.
struct Contained<F: ?Sized> {
    id: Option<Id>,
    method: String,
    inner: Pin<Box<F>>,
}

impl<E, F: Future<Output = Result<Option<Response>, E>> + ?Sized> Future for Contained<F> {
    type Output = Result<Option<Response>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        match catch_unwind(AssertUnwindSafe(|| this.inner.as_mut().poll(context))) {
            Ok(polled) => polled,
            Err(panic) => {
                tracing::error!("{} failed; please report this: {}", this.method, panic_words(panic.as_ref()));
                Poll::Ready(Ok(this.id.clone().map(|id| Response::from_error(id, Error::internal_error()))))
            }
        }
    }
}

/// What a panic said.
pub(crate) fn panic_words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Ending, Guard};
    use std::convert::Infallible;
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll};
    use tower_lsp::jsonrpc::{Request, Response};
    use tower_service::Service;

    /// Tells in which order its requests began; one called `panic` fails.
    struct Noted(Arc<Mutex<Vec<String>>>);

    impl Service<Request> for Noted {
        type Response = Option<Response>;
        type Error = Infallible;
        type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, Infallible>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let begun = self.0.clone();
            Box::pin(async move {
                begun.lock().unwrap().push(request.method().to_owned());
                assert_ne!(request.method(), "panic", "as it was told");
                Ok(request.id().map(|id| Response::from_ok(id.clone(), serde_json::json!(1))))
            })
        }
    }

    fn request(method: &'static str) -> Request {
        Request::build(method).id(1).finish()
    }

    #[test]
    fn a_panic_is_one_failed_answer_and_the_next_request_is_served() {
        let mut guard = Guard::new(Noted(Arc::default()), Arc::new(Ending::default()));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let failed = runtime.block_on(guard.call(request("panic"))).unwrap().unwrap();
        assert_eq!(failed.error().unwrap().code.code(), -32603);
        assert!(runtime.block_on(guard.call(request("hover"))).unwrap().unwrap().is_ok());
    }

    #[test]
    fn a_request_that_the_protocol_leaves_to_the_server_is_answered_all_the_same() {
        let mut guard = Guard::new(Noted(Arc::default()), Arc::new(Ending::default()));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let told = runtime.block_on(guard.call(request("$/anything"))).unwrap().unwrap();
        assert_eq!(told.error().unwrap().code.code(), -32601);
        let cancelling = Request::build("$/cancelRequest").finish();
        assert!(runtime.block_on(guard.call(cancelling)).unwrap().is_none());
    }

    #[test]
    fn a_request_begins_when_it_is_called_and_not_when_it_is_awaited() {
        let begun = Arc::default();
        let mut guard = Guard::new(Noted(Arc::clone(&begun)), Arc::new(Ending::default()));
        let answers = [guard.call(request("one")), guard.call(request("two"))];
        assert_eq!(*begun.lock().unwrap(), ["one", "two"]);
        drop(answers);
    }

    #[test]
    fn the_exit_status_is_that_of_the_protocol() {
        let ending = Arc::new(Ending::default());
        let mut guard = Guard::new(Noted(Arc::default()), ending.clone());
        assert_eq!(ending.status(), 1);
        drop(guard.call(request("shutdown")));
        assert_eq!(ending.status(), 0);
    }
}
