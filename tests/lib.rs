//! Shared by the tests of this folder.

pub mod command;
pub mod fixture;
pub mod large;
