//! `redmap plan --matrix FILE.json [--json]`.

use crate::give_up;
use redmap::engine::tour::{Effort, MatrixRequest, Plan, Solver, Violation};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 行程时间矩阵。A matrix of travel times with stops, as JSON
    #[arg(long, value_name = "FILE.json")]
    matrix: PathBuf,
    /// 输出 JSON。Print JSON
    #[arg(long)]
    json: bool,
    /// 搜索多久，默认的倍数。How long to search where no proof is possible, as a multiple
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    effort: u32,
}

pub fn run(args: &Args) -> ExitCode {
    let text = match read(&args.matrix) {
        Ok(text) => text,
        Err(words) => return give_up(&words),
    };
    let planned = MatrixRequest::parse(&text).and_then(|request| {
        let effort = Effort::quick(&request.problem).times(args.effort);
        let plan = Solver::new(&request.problem, effort)?.finish();
        Ok((request, plan))
    });
    let (request, plan) = match planned {
        Ok(done) => done,
        Err(e) => return give_up(&format!("{}: {e}", args.matrix.display())),
    };
    let text = if args.json { request.answer(&plan) + "\n" } else { as_text(&request, &plan) };
    // A closed pipe is no reason to panic.
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    String::from_utf8(bytes).map_err(|_| format!("{}: not UTF-8", path.display()))
}

fn as_text(request: &MatrixRequest, plan: &Plan) -> String {
    let mut out = String::new();
    let seconds = |ticks: i32| f64::from(ticks) / request.scale;
    for (i, route) in plan.routes.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "路线 {0} / Route {0}: {1}", i + 1, seconds(route.travel));
        for ((stop, arrive), wait) in route.order.iter().zip(&route.arrive).zip(&route.wait) {
            let _ = writeln!(out, "  {stop}\t{}\t+{}", seconds(*arrive), seconds(*wait));
        }
    }
    if !plan.skipped.is_empty() {
        let _ = writeln!(out, "未去 / Skipped: {:?}", plan.skipped);
    }
    for violation in &plan.violations {
        let _ = match violation {
            Violation::Late { stop, by, .. } => {
                writeln!(out, "{stop} 晚到 / late: {}", seconds(*by))
            }
            Violation::Closed { stop, .. } => writeln!(out, "{stop} 当天不开放 / closed that day"),
            Violation::Overtime { route, by } => {
                writeln!(out, "路线 {0} 超时 / Route {0} ends late: {1}", route + 1, seconds(*by))
            }
            Violation::Misplaced { stop, .. } => {
                writeln!(out, "{stop} 不在指定的位置 / not at the place it is pinned to")
            }
        };
    }
    if plan.optimal {
        out.push_str("已证最优 / Proved optimal\n");
    }
    out
}
