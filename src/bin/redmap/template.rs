//! `redmap template -o FILE`.

use crate::convert::{format, replace};
use crate::give_up;
use redmap::bundle::convert::template;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 输出：csv 或 xlsx。Output, csv or xlsx
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(args: &Args) -> ExitCode {
    let Some(Ok(bytes)) = format(&args.output).map(template) else {
        return give_up("csv, xlsx");
    };
    match replace(&args.output, &bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => give_up(&format!("{}: {e}", args.output.display())),
    }
}
