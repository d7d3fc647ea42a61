//! Calls: the options every call has, and sending by `.await`.

use crate::declaration::{Body, Declaration};
use crate::doors::DERIVED;
use crate::error::{Error, Result};

/// The derived code of `struct X(Call<T, E>);`.
pub(crate) fn derive(declaration: &Declaration) -> Result<String> {
    let call = match &declaration.body {
        Body::Tuple(fields) if fields.len() == 1 => &fields[0],
        _ => {
            return Err(Error::new(
                declaration.name.span(),
                "an operation is `struct Name(Call<T, E>);`",
            ));
        }
    };
    let arguments = call.arguments("Call").unwrap_or_default();
    let [answer, failure] = arguments.as_slice() else {
        return Err(Error::new(call.span, "expected `Call<T, E>`"));
    };
    let (answer, failure) = (answer.text(), failure.text());
    Ok(methods(declaration, &answer, &failure)
        + &of_answer(declaration, &answer, &failure)
        + &impls(declaration, &answer, &failure))
}

/// What only calls with such an answer have.
fn of_answer(declaration: &Declaration, answer: &str, failure: &str) -> String {
    let (name, visibility) = (&declaration.name, &declaration.visibility);
    let answer: String = answer.split_whitespace().collect();
    let path = answer.split('<').next().unwrap_or_default();
    // The runtime's own, under the names that generated code has for them: a component may be called `Events`.
    let path = path.trim_start_matches("::");
    let own = path.strip_prefix("callsmith_runtime::").unwrap_or(path);
    let idle = format!(
        "#[doc = \"How long the stream may be silent while somebody waits for it, instead of what the client says.\"]
        {visibility} fn idle_timeout(self, timeout: ::core::time::Duration) -> Self {{ Self(self.0.idle_timeout(timeout)) }}"
    );
    let methods = match own.strip_prefix("stream::").unwrap_or(own) {
        "Bytes" => format!(
            "#[doc = \"Reads the answer as it comes, whatever its length.\"]
            {visibility} fn download(self) -> ::callsmith_runtime::Call<::callsmith_runtime::Download, {failure}> {{
                self.0.download()
            }}"
        ),
        "JsonLines" => idle,
        "Events" => format!(
            "{idle}
            #[doc = \"Asks for the events after the one with this identifier, if the server knows it.\"]
            {visibility} fn last_event_id(self, id: impl ::core::convert::AsRef<::core::primitive::str>) -> Self {{
                Self(self.0.last_event_id(id.as_ref()))
            }}
            #[doc = \"Whether a stream that breaks off is asked for again, from the last event with an identifier. Refused where a repeat does harm.\"]
            {visibility} fn reconnect(self, reconnect: ::core::primitive::bool) -> Self {{ Self(self.0.reconnect(reconnect)) }}"
        ),
        _ => return String::new(),
    };
    format!("impl {name} {{ {methods} }}")
}

fn methods(declaration: &Declaration, answer: &str, failure: &str) -> String {
    let (name, visibility) = (&declaration.name, &declaration.visibility);
    format!(
        "impl {name} {{
            #[doc = \"How long one attempt may take, instead of what the client says.\"]
            {visibility} fn timeout(self, timeout: ::core::time::Duration) -> Self {{ Self(self.0.timeout(timeout)) }}
            #[doc = \"How long the whole call may take, all attempts and waits included, instead of what the client says.\"]
            {visibility} fn total_timeout(self, timeout: ::core::time::Duration) -> Self {{ Self(self.0.total_timeout(timeout)) }}
            #[doc = \"How often the call may be tried, instead of what the client says.\"]
            {visibility} fn retry(self, retry: ::callsmith_runtime::Retry) -> Self {{ Self(self.0.retry(retry)) }}
            #[doc = \"Sends the call also if its values break rules of the API's document: a provider may have dropped one.\"]
            {visibility} fn unchecked(self) -> Self {{ Self(self.0.unchecked()) }}
            #[doc = \"Sets a header of the request; an earlier one of this name is replaced.\"]
            {visibility} fn header(
                self,
                name: impl ::core::convert::AsRef<::core::primitive::str>,
                value: impl ::core::convert::AsRef<::core::primitive::str>,
            ) -> Self {{
                Self(self.0.header(name.as_ref(), value.as_ref()))
            }}
            #[doc = \"Adds a pair to the query that the API's document does not list.\"]
            {visibility} fn extra_query(
                self,
                name: impl ::core::convert::AsRef<::core::primitive::str>,
                value: impl ::core::convert::AsRef<::core::primitive::str>,
            ) -> Self {{
                Self(self.0.extra_query(name.as_ref(), value.as_ref()))
            }}
            #[doc = \"Sends the call, for the whole answer: status, headers, raw body and typed body.\"]
            {visibility} fn response(self) -> ::callsmith_runtime::ResponseFuture<{answer}, {failure}> {{
                self.0.response()
            }}
        }}"
    )
}

fn impls(declaration: &Declaration, answer: &str, failure: &str) -> String {
    let name = &declaration.name;
    format!(
        "{DERIVED} impl ::core::future::IntoFuture for {name} {{
            type Output = ::core::result::Result<{answer}, ::callsmith_runtime::Error<{failure}>>;
            type IntoFuture = ::callsmith_runtime::CallFuture<{answer}, {failure}>;
            fn into_future(self) -> Self::IntoFuture {{ ::core::future::IntoFuture::into_future(self.0) }}
        }}
        {DERIVED} impl ::core::fmt::Debug for {name} {{
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                ::core::fmt::Debug::fmt(&self.0, __f)
            }}
        }}"
    )
}
