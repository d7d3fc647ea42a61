//! Pictures as SVG: bars for ratios, lines for growth. Colours are readable on light and dark pages.

use std::fmt::Write;

use super::table::Ratio;

const LABEL: usize = 210;
const WIDTH: usize = 720;
const ROW: usize = 18;

/// A group of bars for each thing that is compared; ours is the line at 1.
pub(super) fn bars(ratios: &[Ratio]) -> String {
    let most = ratios.iter().map(|ratio| ratio.times).fold(1.0, f64::max);
    let scale = (WIDTH - LABEL - 60) as f64 / most;
    let (mut body, mut y, mut group) = (String::new(), 10, "");
    for ratio in ratios {
        if ratio.what != group {
            group = ratio.what;
            y += 14;
            let _ = writeln!(
                body,
                "<text x=\"0\" y=\"{y}\" font-weight=\"bold\">{group}</text>"
            );
            y += 6;
        }
        let length = (ratio.times * scale).max(1.0);
        let _ = writeln!(
            body,
            "<text x=\"12\" y=\"{}\">{}</text><rect x=\"{LABEL}\" y=\"{}\" width=\"{length:.1}\" height=\"{}\" fill=\"#4f81bd\"/><text x=\"{:.1}\" y=\"{}\">{:.1}x</text>",
            y + 13,
            ratio.tool,
            y + 2,
            ROW - 4,
            LABEL as f64 + length + 5.0,
            y + 13,
            ratio.times
        );
        y += ROW;
    }
    let one = LABEL as f64 + scale;
    let _ = writeln!(
        body,
        "<line x1=\"{one:.1}\" x2=\"{one:.1}\" y1=\"8\" y2=\"{y}\" stroke=\"#c0504d\" stroke-dasharray=\"4 3\"/>"
    );
    page(
        WIDTH,
        y + 10,
        "What others cost where callsmith costs 1",
        &body,
    )
}

/// A line for each measure over the factor by which a document has grown, both relative to the first point.
pub(super) fn lines(points: &[(f64, Vec<(&'static str, f64)>)]) -> String {
    let (width, height, left) = (520.0, 300.0, 40.0);
    let first = points
        .first()
        .map(|(_, all)| all.as_slice())
        .unwrap_or_default();
    let most = points.iter().map(|(factor, _)| *factor).fold(1.0, f64::max);
    let x = |factor: f64| left + factor / most * (width - left - 130.0);
    let y = |value: f64| height - 30.0 - value / most * (height - 50.0);
    let mut body = String::new();
    let _ = writeln!(
        body,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>",
        x(0.0),
        y(0.0),
        x(most),
        y(most)
    );
    for (i, (name, base)) in first.iter().enumerate() {
        let colour = ["#4f81bd", "#c0504d", "#7f9f3f", "#8064a2"][i % 4];
        let at = points
            .iter()
            .filter_map(|(factor, all)| Some((*factor, all.get(i)?.1 / base)));
        let at: Vec<String> = at
            .map(|(factor, value)| format!("{:.1},{:.1}", x(factor), y(value)))
            .collect();
        let _ = writeln!(
            body,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            at.join(" ")
        );
        let _ = writeln!(
            body,
            "<text x=\"{:.1}\" y=\"{}\" fill=\"{colour}\">{name}</text>",
            width - 125.0,
            30 + i * 16
        );
    }
    for (factor, _) in points {
        let _ = writeln!(
            body,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{factor:.0}x</text>",
            x(*factor),
            height - 12.0
        );
        let _ = writeln!(
            body,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{factor:.0}x</text>",
            left - 5.0,
            y(*factor) + 4.0
        );
    }
    page(
        width as usize,
        height as usize,
        "Cost of a document that is so many times as large; dashed: linear",
        &body,
    )
}

fn page(width: usize, height: usize, title: &str, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#808080\">\n<title>{title}</title>\n{body}</svg>\n"
    )
}
