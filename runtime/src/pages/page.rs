//! What a page says of the one after it.

use super::link;
use super::look;
use super::place::{Pairs, Place};
use super::plan::{By, Param, Plan};
use crate::auth;
use crate::client::Core;
use crate::error::Astray;
use crate::model::Json;
use crate::request::Draft;

/// A page, before anybody knows what it means.
pub(super) struct Page<'a> {
    body: &'a [u8],
    /// How many items it has, where that is known.
    pub(super) count: Option<u64>,
    plan: Plan,
}

impl<'a> Page<'a> {
    pub(super) fn new(body: &'a [u8], plan: Plan) -> Self {
        Self {
            body,
            count: plan.list.map(|at| look::count(body, at)),
            plan,
        }
    }

    pub(super) fn value(&self, at: &str) -> Json {
        look::value(self.body, at)
    }

    fn number(&self, at: Option<&str>) -> Option<u64> {
        let value = self.value(at?);
        value.as_u64().or_else(|| value.as_str()?.parse().ok())
    }

    /// Whether there are more, where the page says it.
    pub(super) fn more(&self) -> Option<bool> {
        self.value(self.plan.more?).as_bool()
    }

    /// The page after one that has a number.
    pub(super) fn counted(&self, place: &Place) -> Result<Option<Place>, Astray> {
        let count = self.count.unwrap_or_default();
        if count == 0 {
            return self.after_none(place);
        }
        let total = self.number(self.plan.total);
        let is_all = |before: u64| total.is_some_and(|total| before >= total);
        let next = match *place {
            Place::Page(page, before) => {
                let (before, next) = (before.saturating_add(count), page.checked_add(1));
                let next = next.ok_or(Astray::TooFar)?;
                let last = self.number(self.plan.last);
                let first = self.first();
                let ends = last.is_some_and(|last| next.saturating_sub(first) >= last);
                (!ends && !is_all(before)).then_some(Place::Page(next, before))
            }
            Place::Offset(offset) => {
                let next = offset.checked_add(count).ok_or(Astray::TooFar)?;
                (!is_all(next)).then_some(Place::Offset(next))
            }
            _ => None,
        };
        Ok(next)
    }

    /// After a page without items: there may be more all the same, where a server filters what is on a page.
    fn after_none(&self, place: &Place) -> Result<Option<Place>, Astray> {
        match *place {
            Place::Page(page, before) if self.more() == Some(true) => {
                let next = page.checked_add(1).ok_or(Astray::TooFar)?;
                Ok(Some(Place::Page(next, before)))
            }
            _ => self.nowhere(),
        }
    }

    fn first(&self) -> u64 {
        match self.plan.by {
            By::Page(first) => first,
            _ => 0,
        }
    }

    /// What the last item has at `at`.
    pub(super) fn last_item(&self, at: &str) -> Json {
        look::last(self.body, self.plan.list.unwrap_or_default(), at)
    }

    /// The place that a cursor names.
    pub(super) fn cursor(&self, found: Json) -> Result<Option<Place>, Astray> {
        match found {
            Json::String(text) if !text.is_empty() => Ok(Some(self.of_address(text))),
            Json::Number(number) => Ok(Some(match number.as_i64() {
                Some(number) => Place::Number(number),
                None => Place::Cursor(number.to_string()),
            })),
            Json::Null | Json::String(_) | Json::Bool(false) => self.nowhere(),
            _ => Err(Astray::NoCursor),
        }
    }

    /// A cursor; or an address whose query has it.
    fn of_address(&self, text: String) -> Place {
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        let query = link::query(&text).filter(|_| is_address);
        let found = query.into_iter().flatten().find(|(name, value)| {
            matches!(self.plan.param, Param::Query(param) if param == name) && !value.is_empty()
        });
        Place::Cursor(found.map_or(text, |(_, value)| value))
    }

    /// The place that an address names: what is different there from what the call says.
    pub(super) fn address(
        &self,
        core: &Core,
        own: &Draft,
        address: Option<&str>,
    ) -> Result<Option<Place>, Astray> {
        let Some(address) = address.filter(|address| !address.is_empty()) else {
            return self.nowhere();
        };
        let path = own.expanded_path().unwrap_or_default();
        if !link::is_of(&path, address) {
            return Err(Astray::OtherPath);
        }
        let pairs = link::query(address).ok_or(Astray::NoQuery)?;
        let (secrets, own) = (secrets(core), own.pairs());
        let is_new = |name: &String| {
            !secrets.contains(&name.as_str()) && values(&pairs, name) != values(&own, name)
        };
        let new: Pairs = pairs
            .iter()
            .filter(|(name, _)| is_new(name))
            .cloned()
            .collect();
        match new.is_empty() {
            true => Err(Astray::Again),
            false => Ok(Some(Place::Query(new))),
        }
    }

    /// There is nothing that names a further page.
    fn nowhere(&self) -> Result<Option<Place>, Astray> {
        match self.more() {
            Some(true) => Err(Astray::Nowhere),
            _ => Ok(None),
        }
    }
}

fn values<'a>(pairs: &'a Pairs, name: &str) -> Vec<&'a str> {
    let of_name = pairs.iter().filter(|(found, _)| found == name);
    of_name.map(|(_, value)| value.as_str()).collect()
}

/// The names of the client's credentials in the query: a server may repeat them in an address.
fn secrets(core: &Core) -> Vec<&'static str> {
    let client = core.inner().ok().into_iter();
    client
        .flat_map(|client| auth::in_query(&client.credentials))
        .collect()
}
