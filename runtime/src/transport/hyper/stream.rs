//! A connection to a server or to its proxy.

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::MaybeHttpsStream;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::net::TcpStream;

/// What may be encrypted on its way to a proxy.
type Inner = MaybeHttpsStream<TokioIo<TcpStream>>;

/// Bytes to and fro, and whether a proxy reads them.
pub(super) struct Stream {
    inner: Inner,
    /// A proxy reads the requests, so that their first line must name the server.
    forwarded: bool,
}

impl Stream {
    /// It ends at the server.
    pub(super) fn direct(inner: Inner) -> Self {
        Self {
            inner,
            forwarded: false,
        }
    }

    /// It ends at a proxy, which forwards what it reads.
    pub(super) fn forwarded(inner: Inner) -> Self {
        Self {
            inner,
            forwarded: true,
        }
    }

    fn pinned(self: Pin<&mut Self>) -> Pin<&mut Inner> {
        Pin::new(&mut self.get_mut().inner)
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.inner.connected().proxy(self.forwarded)
    }
}

impl Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<Result<()>> {
        self.pinned().poll_read(cx, buf)
    }
}

impl Write for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.pinned().poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.pinned().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.pinned().poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.pinned().poll_write_vectored(cx, bufs)
    }
}
