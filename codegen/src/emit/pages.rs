//! The methods of a call that read its list page by page.

use super::Cx;
use super::doc;
use super::ty::{self, Place as File};
use crate::ir::{At, By, Operation, Own, PageParam, Paged, Pages, Type, Way};
use crate::name::OperationNames;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// `pages`, and `items` where it is known what the list is.
pub(super) fn methods(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<TokenStream> {
    let (Paged::Confirmed(pages), Own::Json(answer)) = (&operation.paged, &operation.success.own)
    else {
        return Vec::new();
    };
    let (page, error) = (
        ty::ty(cx, answer, File::Elsewhere),
        format_ident!("{}", names.error),
    );
    let (docs, plan) = (doc::ours(PAGES), plan(pages));
    let whole = quote! {
        #docs
        pub fn pages(self) -> pages::Pages<#page, #error> {
            self.0.pages(#plan)
        }
    };
    let items = list(cx, answer, pages).map(|(way, item)| {
        let (docs, split) = (doc::ours(ITEMS), split(cx, &way));
        let item = ty::ty(cx, &item, File::Elsewhere);
        quote! {
            #docs
            pub fn items(self) -> pages::Items<#page, #item, #error> {
                self.pages().items(|page| #split)
            }
        }
    });
    std::iter::once(whole).chain(items).collect()
}

const PAGES: &str = "Reads the list page by page: a stream that asks for the next page when somebody waits for it. What is set on the call holds for all pages.";
const ITEMS: &str = "The same, item by item.";

/// The way to the list, and what an item is.
fn list(cx: Cx<'_>, answer: &Type, pages: &Pages) -> Option<(Way, Type)> {
    let At::Value(way) = cx.api.at(answer, pages.items.as_ref()?) else {
        return None;
    };
    match &way.ty {
        Type::List(item) => Some((way.clone(), (**item).clone())),
        _ => None,
    }
}

/// The expression that takes the list out of `page`; none is an empty one.
fn split(cx: Cx<'_>, way: &Way) -> TokenStream {
    let (mut found, mut optional) = (quote!(page), way.nullable);
    for (id, index, may_lack) in &way.steps {
        let field = doc::ident(&cx.names.types[id.0].members[*index]);
        found = match (optional, may_lack) {
            (false, _) => quote!(#found.#field),
            (true, true) => quote!(#found.and_then(|found| found.#field)),
            (true, false) => quote!(#found.map(|found| found.#field)),
        };
        optional |= may_lack;
    }
    match optional {
        true => quote!(#found.unwrap_or_default()),
        false => found,
    }
}

fn plan(pages: &Pages) -> TokenStream {
    let made = match &pages.by {
        By::Page(param, first) => {
            let first = Literal::u64_unsuffixed(*first);
            with(param, |name| quote!(page(#name, #first)))
        }
        By::Offset(param) => with(param, |name| quote!(offset(#name))),
        By::Cursor(param, next) => with(param, |name| quote!(cursor(#name, #next))),
        By::Item(param, item) => with(param, |name| quote!(last_item(#name, #item))),
        By::Url(at) => quote!(url(#at)),
        By::Link => quote!(link()),
    };
    let further = [
        (&pages.items, quote!(list)),
        (&pages.more, quote!(more)),
        (&pages.total, quote!(total)),
        (&pages.last, quote!(last)),
    ];
    let further = further
        .iter()
        .filter_map(|(at, method)| at.as_ref().map(|at| quote!(.#method(#at))));
    quote!(pages::Plan::#made #(#further)*)
}

fn with(param: &PageParam, made: impl Fn(&str) -> TokenStream) -> TokenStream {
    match param {
        PageParam::Query(name) => made(name),
        PageParam::Body(at) => {
            let made = made(at);
            quote!(#made.in_body())
        }
    }
}
