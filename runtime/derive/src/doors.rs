//! What every derived type gets: serde, `Debug`, and the block around its impls.

/// The attributes of a derived impl.
pub(crate) const DERIVED: &str = "#[automatically_derived] #[allow(deprecated)]";

/// Where the runtime's model is, for code outside of [`block`].
pub(crate) const MODEL: &str = "::callsmith_runtime::model";

/// Wraps the impls of traits: nothing else of it can be seen outside. The last expression makes the compiler say so when
/// the derive and the runtime are of different versions.
pub(crate) fn block(code: &str) -> String {
    format!(
        "const _: () = {{
            use ::callsmith_runtime::model as __model;
            {code}
            __model::GUARD_1
        }};"
    )
}

/// `Serialize`, `Deserialize` and `Debug` of a model.
pub(crate) fn doors(name: &str) -> String {
    format!(
        "{DERIVED} impl __model::serde::Serialize for {name} {{
            fn serialize<__S: __model::serde::Serializer>(&self, __serializer: __S)
                -> ::core::result::Result<__S::Ok, __S::Error> {{ __model::serialize(self, __serializer) }}
        }}
        {DERIVED} impl<'de> __model::serde::Deserialize<'de> for {name} {{
            fn deserialize<__D: __model::serde::Deserializer<'de>>(__deserializer: __D)
                -> ::core::result::Result<Self, __D::Error> {{ __model::deserialize(__deserializer) }}
        }}
        {DERIVED} impl ::core::fmt::Debug for {name} {{
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ __model::debug(self, __f) }}
        }}"
    )
}

/// `PartialEq` of a struct or a union.
pub(crate) fn equality(name: &str) -> String {
    format!(
        "{DERIVED} impl ::core::cmp::PartialEq for {name} {{
            fn eq(&self, __other: &Self) -> ::core::primitive::bool {{ __model::equal(self, __other) }}
        }}"
    )
}
