use super::*;
use std::task::Waker;

fn poll(body: &mut Body) -> Option<Result<Bytes, String>> {
    let mut cx = Context::from_waker(Waker::noop());
    match http_body::Body::poll_frame(Pin::new(body), &mut cx) {
        Poll::Ready(frame) => frame.map(|frame| {
            let frame = frame.map_err(|cause| cause.to_string())?;
            Ok(frame.into_data().expect("data"))
        }),
        Poll::Pending => panic!("a body in memory is there"),
    }
}

fn stream(text: &'static str) -> Body {
    Body::from_http(Body::from(text))
}

#[test]
fn a_stream_keeps_its_word_about_its_length() {
    let mut exact = Body::from_stream(Pieces(vec!["cd", "ab"])).with_length(4);
    assert_eq!(exact.length(), Some(4));
    assert_eq!(poll(&mut exact), Some(Ok("ab".into())));
    assert_eq!(exact.length(), Some(2));
    assert_eq!(poll(&mut exact), Some(Ok("cd".into())));
    assert_eq!(poll(&mut exact), None);
    let mut short = stream("abc").with_length(4);
    poll(&mut short);
    assert!(poll(&mut short).is_some_and(|end| end.is_err()));
    assert!(poll(&mut stream("abc").with_length(2)).is_some_and(|end| end.is_err()));
    assert_eq!(Body::from("abc").with_length(9).length(), Some(3));
}

struct Pieces(Vec<&'static str>);

impl Stream for Pieces {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(Ok))
    }
}

#[test]
fn what_was_not_touched_can_be_lent_again_and_only_the_last_one_has_it() {
    let source = Source::from(stream("abc"));
    assert!(!source.is_replayable());
    let mut first = source.body();
    assert_eq!(first.length(), Some(3));
    assert!(source.take_back());
    let mut second = source.body();
    assert!(poll(&mut first).is_some_and(|given_up| given_up.is_err()));
    assert_eq!(poll(&mut second), Some(Ok("abc".into())));
    assert!(!source.take_back());
    assert!(poll(&mut second).is_some_and(|given_up| given_up.is_err()));
}

#[test]
fn what_is_made_is_made_for_each_attempt() {
    let source = Source::from(Body::from_fn(|| stream("abc")).with_length(3));
    for _ in 0..2 {
        let mut body = source.body();
        assert_eq!(body.length(), Some(3));
        assert_eq!(poll(&mut body), Some(Ok("abc".into())));
        assert_eq!(poll(&mut body), None);
        assert!(source.take_back());
    }
}

#[test]
fn nothing_of_it_is_shown() {
    for body in [
        Body::from("k3y"),
        stream("k3y"),
        Body::from_fn(|| "k3y".into()),
    ] {
        let shown = format!("{body:?} {body:#?}");
        assert!(
            !shown.contains("k3y") && shown.contains("length"),
            "{shown}"
        );
    }
}
