//! `redmap sources BUNDLE [-o FILE]`.

use crate::convert::replace;
use crate::{give_up, read_file};
use redmap::bundle::sources::Sources;
use redmap::bundle::{BundleError, Manifest, link};
use redmap::i18n::{Lang, problems};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 数据包的文件夹或 bundle.json。A bundle's folder, or its bundle.json
    bundle: PathBuf,
    /// 写到文件。Write to a file instead of standard output
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub fn run(args: &Args) -> ExitCode {
    let path = &args.bundle;
    let path = if path.is_dir() { path.join("bundle.json") } else { path.clone() };
    let bytes = match read_file(&path) {
        Ok(bytes) => bytes,
        Err(e) => return give_up(&format!("{}: {e}", path.display())),
    };
    let folder = path.parent().map(PathBuf::from).unwrap_or_default();
    let read =
        |file: &str| link::safe_path(file).then(|| read_file(&folder.join(file)).ok()).flatten();
    let page = Manifest::parse("bundle.json", &bytes)
        .and_then(|manifest| Sources::read(&manifest, &read))
        .map(|sources| sources.page());
    match (page, &args.output) {
        (Ok(page), None) => {
            // A closed pipe (`redmap sources … | head`) is no reason to panic.
            let _ = std::io::stdout().write_all(page.as_bytes());
            ExitCode::SUCCESS
        }
        (Ok(page), Some(output)) => match replace(output, page.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => give_up(&format!("{}: {e}", output.display())),
        },
        (Err(e), _) => {
            tell(&e);
            ExitCode::from(1)
        }
    }
}

fn tell(e: &BundleError) {
    let line = e.line.map_or(String::new(), |l| format!(":{l}"));
    for lang in [Lang::Zh, Lang::En] {
        let (what, todo) = (problems::problem(&e.kind, lang), problems::remedy(&e.kind, lang));
        eprintln!("{}{line}  {what} {todo}", e.file);
    }
}
