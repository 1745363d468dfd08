//! `redmap plan BUNDLE REQUEST.json [--json]` and `redmap plan --matrix FILE.json [--json]`.

use crate::give_up;
use redmap::bundle::{LayerBytes, Manifest, itinerary, link, load};
use redmap::domain::{Atlas, PlaceId};
use redmap::engine::network::Network;
use redmap::engine::tour::outing::time_of_day;
use redmap::engine::tour::{Effort, MatrixRequest, Outing, Plan, Problem, Solver, Violation};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 数据包的文件夹。A bundle's folder, or its bundle.json
    #[arg(required_unless_present = "matrix", requires = "request", conflicts_with = "matrix")]
    bundle: Option<PathBuf>,
    /// 路线的要求。What is wanted of the tour, as JSON
    #[arg(value_name = "REQUEST.json")]
    request: Option<PathBuf>,
    /// 行程时间矩阵。A matrix of travel times with stops, as JSON
    #[arg(long, value_name = "FILE.json")]
    matrix: Option<PathBuf>,
    /// 输出 JSON。Print JSON
    #[arg(long)]
    json: bool,
    /// 搜索多久，默认的倍数。How long to search where no proof is possible, as a multiple
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    effort: u32,
}

pub fn run(args: &Args) -> ExitCode {
    let planned = match (&args.matrix, &args.bundle, &args.request) {
        (Some(matrix), ..) => plan_matrix(args, matrix),
        (None, Some(bundle), Some(request)) => plan_tour(args, bundle, request),
        // clap has seen to it that one of the two is there.
        _ => Err("BUNDLE REQUEST.json, or --matrix FILE.json".to_owned()),
    };
    match planned {
        Ok(text) => {
            // A closed pipe is no reason to panic.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(words) => give_up(&words),
    }
}

fn solve(problem: &Problem, effort: u32) -> Result<Plan, String> {
    let effort = Effort::quick(problem).times(effort);
    Ok(Solver::new(problem, effort).map_err(|e| e.to_string())?.finish())
}

fn plan_matrix(args: &Args, path: &Path) -> Result<String, String> {
    let named = |words: String| format!("{}: {words}", path.display());
    let request = MatrixRequest::parse(&read(path)?).map_err(|e| named(e.to_string()))?;
    let plan = solve(&request.problem, args.effort).map_err(named)?;
    if args.json {
        return Ok(request.answer(&plan) + "\n");
    }
    let seconds = |t: i32| (f64::from(t) / request.scale).to_string();
    let words = Words { stop: &|i| i.to_string(), time: &seconds, span: &seconds };
    Ok(words.plan(&plan, &|i| format!("路线 {0} / Route {0}", i + 1)))
}

fn plan_tour(args: &Args, bundle: &Path, path: &Path) -> Result<String, String> {
    let named = |words: String| format!("{}: {words}", path.display());
    let tour = itinerary::parse(&read(path)?).map_err(|e| named(e.to_string()))?;
    let (atlas, network) = open(bundle)?;
    let position = |id: &PlaceId| atlas.place(id).and_then(|p| p.position);
    let outing =
        Outing::new(&tour, &position, network.as_ref()).map_err(|e| named(e.to_string()))?;
    let plan = solve(&outing.problem, args.effort).map_err(named)?;
    if args.json {
        return Ok(outing.answer(&plan) + "\n");
    }
    let name = |point: usize| match outing.place(point) {
        Some(id) => atlas.place(id).map_or_else(|| id.to_string(), |p| p.name.zh.clone()),
        None if outing.problem.start == Some(point) => "起点 start".to_owned(),
        None => "终点 end".to_owned(),
    };
    let minutes = |t: i32| format!("{} 分 min", (t + 59) / 60);
    let words = Words { stop: &name, time: &|t| time_of_day(t), span: &minutes };
    let title = |i: usize| {
        let (day, team) = outing.shift(i);
        let metres = plan.routes.get(i).map_or(0, |r| outing.metres(r));
        let (day, team) = (day + 1, team + 1);
        format!("第 {day} 天，第 {team} 队 / Day {day}, team {team}：约 about {metres} m")
    };
    Ok(words.plan(&plan, &title))
}

/// The places of a bundle, and its streets where it has them.
fn open(bundle: &Path) -> Result<(Atlas, Option<Network>), String> {
    let path = if bundle.is_dir() { bundle.join("bundle.json") } else { bundle.to_path_buf() };
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let bytes = read_bytes(&path)?;
    let manifest =
        Manifest::parse("bundle.json", &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    let inside = |file: &str| {
        if link::safe_path(file) { read_bytes(&folder.join(file)) } else { Err(file.to_owned()) }
    };
    let mut files = Vec::new();
    for layer in &manifest.layers {
        files.push((layer.file.clone(), inside(&layer.file)?));
    }
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let loaded = load(&manifest, &layers).map_err(|e| format!("{}: {e}", path.display()))?;
    let network = match &manifest.network {
        None => None,
        Some(file) => Some(Network::parse(&inside(file)?).map_err(|e| format!("{file}: {e}"))?),
    };
    Ok((loaded.atlas, network))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    String::from_utf8(read_bytes(path)?).map_err(|_| format!("{}: not UTF-8", path.display()))
}

/// A plan in words.
struct Words<'a> {
    stop: &'a dyn Fn(usize) -> String,
    time: &'a dyn Fn(i32) -> String,
    span: &'a dyn Fn(i32) -> String,
}

impl Words<'_> {
    fn plan(&self, plan: &Plan, title: &dyn Fn(usize) -> String) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        for (i, route) in plan.routes.iter().enumerate() {
            let _ = writeln!(out, "{}，在路上 on the way {}", title(i), (self.span)(route.travel));
            for ((stop, arrive), wait) in route.order.iter().zip(&route.arrive).zip(&route.wait) {
                let wait = if *wait > 0 {
                    format!("  等 wait {}", (self.span)(*wait))
                } else {
                    String::new()
                };
                let _ = writeln!(out, "  {}  {}{wait}", (self.time)(*arrive), (self.stop)(*stop));
            }
        }
        if !plan.skipped.is_empty() {
            let names: Vec<String> = plan.skipped.iter().map(|s| (self.stop)(*s)).collect();
            let _ = writeln!(out, "不去 / Left out: {}", names.join(", "));
        }
        for violation in &plan.violations {
            out.push_str("! ");
            out.push_str(&self.violation(*violation));
            out.push('\n');
        }
        if plan.optimal {
            out.push_str("已证最优 / Proved optimal\n");
        }
        if let Some(nearest) = &plan.nearest {
            out.push_str("\n最接近的可行方案 / The nearest plan that keeps all demands\n");
            out.push_str(&self.plan(nearest, title));
        }
        out
    }

    fn violation(&self, violation: Violation) -> String {
        match violation {
            Violation::Late { stop, by, .. } => {
                format!("{}：晚到 / late by {}", (self.stop)(stop), (self.span)(by))
            }
            Violation::Closed { stop, .. } => {
                format!("{}：当天不开放 / closed that day", (self.stop)(stop))
            }
            Violation::Overtime { route, by } => {
                let by = (self.span)(by);
                format!("路线 {0}：超时 / Route {0} ends late by {by}", route + 1)
            }
            Violation::Misplaced { stop, .. } => {
                format!("{}：不在指定的位置 / not at the place it is pinned to", (self.stop)(stop))
            }
        }
    }
}
