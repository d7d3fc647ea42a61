//! Which page comes next. Not generic: it knows a call's draft, and answers as they come.

use super::link;
use super::page::Page;
use super::place::Place;
use super::plan::{By, Param, Plan};
use crate::client::Core;
use crate::error::{Astray, InvalidRequest};
use crate::model::Json;
use crate::request::Draft;
use crate::response::Answer;
use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

pub(super) struct Walk {
    plan: Plan,
    /// The page that is asked for next; none after the last one.
    next: Option<Place>,
    /// What is wrong with the call.
    fault: Option<InvalidRequest>,
    /// Hashes of the places that were asked for. Of two in a billion billion, one might be taken for another.
    seen: HashSet<u64>,
    /// The hash of the page before.
    before: Option<u64>,
    hasher: RandomState,
}

impl Walk {
    pub(super) fn new(draft: &mut Draft, plan: Plan) -> Self {
        let fault = draft.take_fault().or_else(|| {
            let reason = "an operation that does more than read is not called page by page";
            (!draft.may_be_repeated()).then(|| InvalidRequest::new(reason))
        });
        Self {
            next: Some(begin(plan, draft)),
            plan,
            fault,
            seen: HashSet::new(),
            before: None,
            hasher: RandomState::new(),
        }
    }

    pub(super) fn token(&self) -> Option<String> {
        self.next.as_ref().map(Place::text)
    }

    /// Goes to the page that a token names.
    pub(super) fn go_to(&mut self, token: &str) -> Result<(), InvalidRequest> {
        let place = Place::read(token)?;
        let fits = matches!(
            (&place, self.plan.by),
            (Place::First, _)
                | (Place::Page(..), By::Page(_))
                | (Place::Offset(_), By::Offset)
                | (
                    Place::Cursor(_) | Place::Number(_),
                    By::Cursor(_) | By::Item(_)
                )
                | (Place::Query(_), By::Url(_) | By::Link)
        );
        if !fits {
            let reason = "this is a token of another kind of pages";
            return Err(InvalidRequest::new(reason));
        }
        // The first page is where the call begins.
        if place != Place::First {
            self.next = Some(place);
        }
        Ok(())
    }

    /// The draft of the next page, if there is one.
    pub(super) fn request(&mut self, own: &Draft) -> Option<Result<Draft, InvalidRequest>> {
        let place = self.next.as_ref()?;
        if let Some(fault) = self.fault.take() {
            return Some(Err(fault));
        }
        Some(own.again().and_then(|mut draft| {
            self.put(place, &mut draft)?;
            Ok(draft)
        }))
    }

    /// Makes a draft that of a page.
    fn put(&self, place: &Place, draft: &mut Draft) -> Result<(), InvalidRequest> {
        let value: Json = match place {
            Place::First => return Ok(()),
            Place::Query(pairs) => {
                pairs.iter().for_each(|(name, _)| draft.without_pair(name));
                pairs
                    .iter()
                    .for_each(|(name, value)| draft.extra_query(name, value));
                return Ok(());
            }
            Place::Page(number, _) | Place::Offset(number) => (*number).into(),
            Place::Number(number) => (*number).into(),
            Place::Cursor(text) => text.as_str().into(),
        };
        match self.plan.param {
            Param::Body(at) => draft.set_in_body(at, value),
            Param::Query(name) => {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                draft.set_pair(name, &text);
                Ok(())
            }
        }
    }

    /// Takes note of a page: which one comes after it.
    pub(super) fn arrived(
        &mut self,
        core: &Core,
        own: &Draft,
        answer: &Answer,
    ) -> Result<(), Astray> {
        let Some(place) = self.next.take() else {
            return Ok(());
        };
        self.seen.insert(self.hasher.hash_one(place.text()));
        let body = answer.json();
        let page = Page::new(&body, self.plan);
        self.is_another(&body)?;
        let next = match self.plan.by {
            _ if page.more() == Some(false) => None,
            By::Page(_) | By::Offset => page.counted(&place)?,
            By::Cursor(at) => page.cursor(page.value(at))?,
            By::Item(at) => page.cursor(page.last_item(at))?,
            By::Url(at) => page.address(core, own, page.value(at).as_str())?,
            By::Link => page.address(core, own, link::next(answer.headers()).as_deref())?,
        };
        let Some(next) = next else { return Ok(()) };
        if self.seen.contains(&self.hasher.hash_one(next.text())) {
            // Nothing new, and where to ask for what is new later: the end of what there is.
            return match page.count {
                Some(0) => Ok(()),
                _ => Err(Astray::Again),
            };
        }
        self.next = Some(next);
        Ok(())
    }

    /// A server that does not know a number sends the same page for ever.
    fn is_another(&mut self, body: &[u8]) -> Result<(), Astray> {
        let counted = matches!(self.plan.by, By::Page(_) | By::Offset);
        if !counted || self.plan.is_bounded() {
            return Ok(());
        }
        let hash = self.hasher.hash_one(body);
        match self.before.replace(hash) {
            Some(before) if before == hash => Err(Astray::SamePage),
            _ => Ok(()),
        }
    }
}

/// Where a call begins: at the number that was set on it, or at the first one.
fn begin(plan: Plan, draft: &Draft) -> Place {
    let set = match plan.param {
        Param::Query(name) => {
            let pairs = draft.pairs().into_iter();
            let mut values = pairs.filter(|(found, _)| found == name);
            values.next().and_then(|(_, value)| value.parse().ok())
        }
        Param::Body(at) => draft.in_body(at).and_then(|value| value.as_u64()),
    };
    match (plan.by, set) {
        (By::Page(first), None) => Place::Page(first, 0),
        (By::Page(_), Some(page)) => Place::Page(page, 0),
        (By::Offset, offset) => Place::Offset(offset.unwrap_or_default()),
        _ => Place::First,
    }
}
