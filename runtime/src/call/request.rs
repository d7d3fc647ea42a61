//! The type that the calls of a generated crate have.

/// Defines `Request<T, E>`, the calls of a crate, which add setters to it for single operations. It is the crate's own
/// type, so that the crate can; and it is one type, so that what every call can do is compiled once.
#[doc(hidden)]
#[macro_export]
macro_rules! requests {
    () => {
        /// A call that has not been sent: set what is optional, then `.await` it. It gives a `T`, or fails with an
        /// [`Error<E>`](callsmith_runtime::Error).
        #[must_use = "a call is sent when it is awaited"]
        pub struct Request<T, E>(pub(crate) $crate::Call<T, E>);

        impl<T, E> Request<T, E> {
            /// How long one attempt may take, instead of what the client says.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// How long the whole call may take, all attempts and waits included, instead of what the client says.
            pub fn total_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.total_timeout(timeout))
            }

            /// How often the call may be tried, instead of what the client says.
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self(self.0.retry(retry))
            }

            /// Sends the call also if its values break rules of the API's document: a provider may have dropped one.
            pub fn unchecked(self) -> Self {
                Self(self.0.unchecked())
            }

            /// Sets a header of the request; an earlier one of this name is replaced.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self(self.0.header(name.as_ref(), value.as_ref()))
            }

            /// Adds a pair to the query that the API's document does not list.
            pub fn extra_query(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self(self.0.extra_query(name.as_ref(), value.as_ref()))
            }
        }

        impl<T, E: $crate::failure::Failures> Request<T, E> {
            /// Sends the call, for the whole answer: status, headers, raw body and typed body.
            pub fn response(self) -> $crate::ResponseFuture<T, E> {
                self.0.response()
            }
        }

        impl<E: $crate::failure::Failures> Request<$crate::Bytes, E> {
            /// Reads the answer as it comes, whatever its length.
            pub fn download(self) -> $crate::Call<$crate::Download, E> {
                self.0.download()
            }
        }

        impl<T, E> Request<$crate::stream::JsonLines<T>, E> {
            /// How long the stream may be silent while somebody waits for it, instead of what the client says.
            pub fn idle_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.idle_timeout(timeout))
            }
        }

        impl<T, E> Request<$crate::stream::Events<T>, E> {
            /// How long the stream may be silent while somebody waits for it, instead of what the client says.
            pub fn idle_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.idle_timeout(timeout))
            }

            /// Asks for the events after the one with this identifier, if the server knows it.
            pub fn last_event_id(self, id: impl AsRef<str>) -> Self {
                Self(self.0.last_event_id(id.as_ref()))
            }

            /// Whether a stream that breaks off is asked for again, from the last event with an identifier: after three seconds,
            /// or what the server names, five minutes at most. Refused where a repeat does harm.
            pub fn reconnect(self, reconnect: bool) -> Self {
                Self(self.0.reconnect(reconnect))
            }
        }

        impl<T, E: $crate::failure::Failures> ::core::future::IntoFuture for Request<T, E> {
            type Output = ::core::result::Result<T, $crate::Error<E>>;
            type IntoFuture = $crate::CallFuture<T, E>;

            fn into_future(self) -> Self::IntoFuture {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        impl<T, E> ::core::fmt::Debug for Request<T, E> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
