//! The command line, run as a person runs it.
#![allow(clippy::expect_used)] // Helpers of tests, which the exemption for tests does not reach.

mod base;
mod check;
mod convert;
mod coord;
mod network;
mod pack;
mod plan;
mod search;
mod sources;

use std::path::PathBuf;
use std::process::Command;

/// Runs `redmap` with the arguments: exit code, stdout, stderr.
fn redmap(arguments: &[&str]) -> (i32, String, String) {
    let run =
        Command::new(env!("CARGO_BIN_EXE_redmap")).args(arguments).output().expect("redmap runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (run.status.code().expect("an exit code"), text(run.stdout), text(run.stderr))
}

/// A fresh folder of this name for files of a test.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

/// A path of the sources.
fn sources(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}
