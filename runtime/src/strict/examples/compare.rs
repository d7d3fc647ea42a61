//! Whether two values are the same to whoever reads them.

use crate::model::{Json, Path};
use serde_json::Number;

/// The first place where `written` is not `read`, with what is wrong there. Numbers are the same when their values are;
/// the order of entries is none.
pub(super) fn difference(read: &Json, written: &Json) -> Option<String> {
    Path::with_root(|root| differs(read, written, root))
}

/// Goes as deep as the shallower of the two, which reading has limited.
fn differs(read: &Json, written: &Json, at: &Path<'_>) -> Option<String> {
    match (read, written) {
        (Json::Object(read), Json::Object(written)) => {
            let lost = read.iter().find_map(|(key, value)| match written.get(key) {
                Some(other) => differs(value, other, &at.key(key)),
                None => Some(format!("{}: is not written back", at.key(key).text())),
            });
            let mut added = written.keys().filter(|key| !read.contains_key(*key));
            lost.or_else(|| Some(format!("{}: was not there", at.key(added.next()?).text())))
        }
        (Json::Array(read), Json::Array(written)) if read.len() == written.len() => {
            let mut items = read.iter().zip(written).enumerate();
            items.find_map(|(index, (read, written))| differs(read, written, &at.index(index)))
        }
        (Json::Number(read), Json::Number(written)) if same(read, written) => None,
        _ if read == written => None,
        _ => Some(format!("{}: is written differently", at.text())),
    }
}

fn same(one: &Number, other: &Number) -> bool {
    one == other
        || match (one.is_f64() || other.is_f64(), one.as_f64(), other.as_f64()) {
            (true, Some(one), Some(other)) => one == other,
            _ => false,
        }
}
