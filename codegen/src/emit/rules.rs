//! What is checked before a value is sent: attributes of fields, steps of calls, and words for people.

use super::doc::{self, Doc};
use crate::ir::{Api, Rule, Scalar, Type, TypeKind};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// One row per rule.
struct Row {
    /// The word of `#[check(...)]`, the variant of `model::Rule`, and what it is given.
    word: &'static str,
    variant: &'static str,
    value: TokenStream,
    /// What is asked, for people.
    told: String,
}

/// `#[check(min_length = 1)]`, or nothing.
pub(super) fn attribute(rules: &[Rule]) -> TokenStream {
    match rules {
        [] => TokenStream::new(),
        rules => {
            let words = rules.iter().map(word);
            quote!(#[check(#(#words),*)])
        }
    }
}

/// `.check("page_size", &page_size, &[model::Rule::Maximum(100.0)])`, or nothing.
pub(super) fn step(name: &str, value: &TokenStream, rules: &[Rule]) -> TokenStream {
    match rules {
        [] => TokenStream::new(),
        rules => {
            let rules = rules.iter().map(variant);
            quote!(.check(#name, &#value, &[#(#rules),*]))
        }
    }
}

/// What the documentation says of them.
pub(super) fn docs(rules: &[Rule]) -> Doc {
    match rules {
        [] => Doc::default(),
        rules => Doc::ours(&format!("Checked before it is sent: {}.", told(rules))),
    }
}

/// The rules for people.
pub(crate) fn told(rules: &[Rule]) -> String {
    let all: Vec<String> = rules.iter().map(|rule| row(rule).told).collect();
    all.join(", ")
}

/// Whether the crate checks patterns.
pub(super) fn has_patterns(api: &Api) -> bool {
    fn any(rules: &[Rule]) -> bool {
        rules.iter().any(|rule| match rule {
            Rule::Pattern(_) => true,
            Rule::Each(rules) => any(rules),
            _ => false,
        })
    }
    let fields = api.types.iter().any(|def| match &def.kind {
        TypeKind::Struct(found) => {
            let fields = found.fields.iter().map(|field| &field.rules);
            fields
                .chain(found.rest.iter().map(|rest| &rest.rules))
                .any(|rules| any(rules))
        }
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => false,
    });
    fields
        || api.operations.iter().any(|operation| {
            let params = operation.params.iter().map(|param| &param.rules);
            let body = operation.bodies().map(|body| &body.rules);
            params.chain(body).any(|rules| any(rules))
        })
}

/// Whether the crate has telephone numbers.
pub(super) fn has_numbers(api: &Api) -> bool {
    fn is_one(ty: &Type) -> bool {
        match ty {
            Type::Scalar(found) => *found == Scalar::E164,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_one(inner),
            Type::Named(_) | Type::Boxed(_) | Type::Json => false,
        }
    }
    let types = api.types.iter().any(|def| match &def.kind {
        TypeKind::Struct(found) => {
            let fields = found.fields.iter().map(|field| &field.ty);
            fields
                .chain(found.rest.iter().map(|rest| &rest.ty))
                .any(is_one)
        }
        TypeKind::Union(found) => found.variants.iter().any(|variant| is_one(&variant.ty)),
        TypeKind::Tuple(_) => def.parts().any(is_one),
        TypeKind::Alias(target) => is_one(target),
        TypeKind::Enum(_) => false,
    });
    let params = api
        .operations
        .iter()
        .flat_map(|operation| &operation.params);
    types || params.into_iter().any(|param| is_one(&param.ty))
}

fn word(rule: &Rule) -> TokenStream {
    let Row { word, value, .. } = row(rule);
    let word = format_ident!("{word}");
    match rule {
        Rule::E164 | Rule::UniqueItems => quote!(#word),
        Rule::Each(rules) => {
            let words = rules.iter().map(self::word);
            quote!(#word(#(#words),*))
        }
        _ => quote!(#word = #value),
    }
}

fn variant(rule: &Rule) -> TokenStream {
    let Row { variant, value, .. } = row(rule);
    let variant = format_ident!("{variant}");
    match rule {
        Rule::E164 | Rule::UniqueItems => quote!(model::Rule::#variant),
        _ => quote!(model::Rule::#variant(#value)),
    }
}

fn row(rule: &Rule) -> Row {
    let new = |word, variant, value, told| Row {
        word,
        variant,
        value,
        told,
    };
    match rule {
        Rule::MinLength(least) => {
            let told = format!("at least {}", counted(*least, "character"));
            new("min_length", "MinLength", count(*least), told)
        }
        Rule::MaxLength(most) => {
            let told = format!("at most {}", counted(*most, "character"));
            new("max_length", "MaxLength", count(*most), told)
        }
        Rule::Pattern(text) => {
            let told = format!("the pattern {}", doc::code(text));
            new("pattern", "Pattern", quote!(#text), told)
        }
        Rule::E164 => new(
            "e164",
            "E164",
            TokenStream::new(),
            "E.164 format".to_owned(),
        ),
        Rule::Minimum(bound) => new(
            "minimum",
            "Minimum",
            number(*bound),
            format!("{bound} or more"),
        ),
        Rule::Maximum(bound) => new(
            "maximum",
            "Maximum",
            number(*bound),
            format!("{bound} or less"),
        ),
        Rule::ExclusiveMinimum(bound) => {
            let told = format!("more than {bound}");
            new(
                "exclusive_minimum",
                "ExclusiveMinimum",
                number(*bound),
                told,
            )
        }
        Rule::ExclusiveMaximum(bound) => {
            let told = format!("less than {bound}");
            new(
                "exclusive_maximum",
                "ExclusiveMaximum",
                number(*bound),
                told,
            )
        }
        Rule::MultipleOf(step) => {
            let told = format!("a multiple of {step}");
            new("multiple_of", "MultipleOf", number(*step), told)
        }
        Rule::MinItems(least) => {
            let told = format!("at least {}", counted(*least, "element"));
            new("min_items", "MinItems", count(*least), told)
        }
        Rule::MaxItems(most) => {
            let told = format!("at most {}", counted(*most, "element"));
            new("max_items", "MaxItems", count(*most), told)
        }
        Rule::UniqueItems => {
            let told = "no element twice".to_owned();
            new("unique_items", "UniqueItems", TokenStream::new(), told)
        }
        Rule::MinProperties(least) => {
            let told = format!("at least {}", counted(*least, "entry"));
            new("min_properties", "MinProperties", count(*least), told)
        }
        Rule::MaxProperties(most) => {
            let told = format!("at most {}", counted(*most, "entry"));
            new("max_properties", "MaxProperties", count(*most), told)
        }
        Rule::Each(rules) => {
            let all = rules.iter().map(variant);
            new(
                "each",
                "Each",
                quote!(&[#(#all),*]),
                format!("of each {}", told(rules)),
            )
        }
    }
}

fn count(count: usize) -> TokenStream {
    let count = Literal::usize_unsuffixed(count);
    quote!(#count)
}

fn number(number: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(number.abs());
    match number < 0.0 {
        true => quote!(-#literal),
        false => quote!(#literal),
    }
}

fn counted(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(entr)) => format!("{count} {entr}ies"),
        (_, None) => format!("{count} {what}s"),
    }
}
