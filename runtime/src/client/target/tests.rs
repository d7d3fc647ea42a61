use super::*;

const EU: &str = "https://eu.example.com/v1";
const US: &str = "https://us.example.com/v1";
const BOTH: Service = Service::new("t/1").servers(&[EU, US]);
const ONE: Service = Service::new("t/1").base_url("https://api.example.com/v1");
const RELATIVE: Service = Service::new("t/1").base_url("/api/v1");

const PLAIN: Route = Route::get("/x");
const BETA: Route = PLAIN.servers(&["https://api.example.com/v1beta"]);
const UPLOAD: Route = PLAIN.servers(&["https://up.example.com", "https://up2.example.com"]);
const ROOT: Route = PLAIN.servers(&["/"]);

fn server(url: &'static str) -> ServerUrl {
    ServerUrl::new(url, &[])
}

#[track_caller]
fn goes(
    service: &'static Service,
    given: Option<&str>,
    chosen: &[&'static str],
    route: Route,
    url: &str,
) {
    let chosen = chosen.iter().rev().map(|url| server(url)).collect();
    let target = Target::new(service, given, chosen).expect("a client");
    let base = target.of(&route, None).expect("a server");
    assert_eq!(base.join("/x"), url);
}

#[test]
fn the_first_server_or_the_chosen_one() {
    goes(&BOTH, None, &[], PLAIN, "https://eu.example.com/v1/x");
    goes(&BOTH, None, &[US], PLAIN, "https://us.example.com/v1/x");
    goes(&BOTH, None, &[US, EU], PLAIN, "https://eu.example.com/v1/x");
    goes(&BOTH, None, &[US], UPLOAD, "https://up.example.com/x");
    let both = ["https://up2.example.com", US];
    goes(&BOTH, None, &both, UPLOAD, "https://up2.example.com/x");
    goes(&BOTH, None, &both, PLAIN, "https://us.example.com/v1/x");
    goes(&ONE, None, &[], BETA, "https://api.example.com/v1beta/x");
    goes(&ONE, None, &[], ROOT, "https://api.example.com/x");
}

#[test]
fn a_base_url_of_the_callers_own_replaces_all() {
    let test = Some("http://127.0.0.1:1");
    for route in [PLAIN, BETA, UPLOAD, ROOT] {
        goes(
            &ONE,
            test,
            &["https://up2.example.com"],
            route,
            "http://127.0.0.1:1/x",
        );
        goes(&BOTH, test, &[US], route, "http://127.0.0.1:1/x");
    }
}

#[test]
fn a_base_url_keeps_the_distance_of_paths() {
    let own = Some("https://self.example/proxy/v1");
    goes(&ONE, own, &[], PLAIN, "https://self.example/proxy/v1/x");
    goes(&ONE, own, &[], BETA, "https://self.example/proxy/v1beta/x");
    goes(&ONE, own, &[], ROOT, "https://self.example/proxy/x");
    goes(&ONE, own, &[], UPLOAD, "https://self.example/proxy/v1/x");
    let own = Some("http://localhost:8086/api/v1/");
    goes(&RELATIVE, own, &[], PLAIN, "http://localhost:8086/api/v1/x");
    goes(&RELATIVE, own, &[], ROOT, "http://localhost:8086/x");
    // A host that looks like the path.
    goes(&ONE, Some("https://v1"), &[], BETA, "https://v1/x");
}

#[track_caller]
fn refused(service: &'static Service, reason: &str) {
    let error = Target::new(service, None, Vec::new())
        .err()
        .expect("a refusal");
    assert!(error.to_string().contains(reason), "{error}");
}

#[test]
fn what_is_missing_is_said() {
    const NONE: Service = Service::new("t/1");
    refused(&NONE, "there is no base URL: set one with `base_url`");
    refused(
        &RELATIVE,
        "server `/api/v1` is relative to an address that it does not give",
    );
    const OWN: Service = NONE.without_base_url();
    goes(&OWN, None, &[], UPLOAD, "https://up.example.com/x");
    let target = Target::new(&OWN, None, Vec::new()).expect("a client");
    let error = target.of(&PLAIN, None).expect_err("a refusal");
    assert_eq!(
        error.to_string(),
        "there is no base URL: set one with `base_url`"
    );
}

#[test]
fn one_clone_may_go_elsewhere() {
    let target = Target::new(&BOTH, None, vec![server(EU)]).expect("a client");
    let here = [server("https://up2.example.com"), server(US)];
    let base = |route| target.of(&route, Some(&here)).expect("a server").join("");
    assert_eq!(base(PLAIN), "https://us.example.com/v1/");
    assert_eq!(base(UPLOAD), "https://up2.example.com/");
}

#[test]
fn credentials_go_in_the_clear_only_where_the_transport_uses_no_proxy() {
    let parse = |url| BaseUrl::parse(url).expect("a URL");
    let local = Target::new(&ONE, Some("http://localhost:1"), Vec::new()).expect("a client");
    assert!(local.is_private(&parse("http://127.0.0.1")));
    let far = Target::new(&ONE, None, Vec::new()).expect("a client");
    assert!(far.is_private(&parse("https://other.example.com")));
    assert!(!far.is_private(&parse("http://localhost")));
    assert!(!far.is_private(&parse("http://other.example.com")));
}
