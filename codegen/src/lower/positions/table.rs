//! The keys of every kind of object (OpenAPI 3.0.4, 3.1.1 and 3.2.0, chapter 4
//! each). The keywords of a schema are in `keywords.rs`.

use super::{Child, Kind, Row, carried, held, unsupported};
use crate::lower::keywords::KEYWORDS;

/// The named keys of a kind of object.
pub(crate) fn rows(kind: Kind) -> &'static [Row] {
    use Child::{Data, Flag, List, Map, Members, One, Plain, Requirements, Text, TextMap, Texts};
    use Kind::*;
    match kind {
        Root => {
            const {
                &[
                    held("openapi", Text),
                    held("info", One(Info)),
                    held("servers", List(Server)),
                    held("paths", One(Paths)),
                    held("components", One(Components)),
                    held("security", Requirements),
                    held("tags", List(Tag)),
                    held("externalDocs", One(ExternalDocs)),
                    carried("webhooks", Map(PathItem)),
                    carried("jsonSchemaDialect", Text),
                    unsupported("$self", Text),
                ]
            }
        }
        Info => {
            const {
                &[
                    held("title", Text),
                    held("description", Text),
                    held("termsOfService", Text),
                    held("contact", One(Contact)),
                    held("license", One(License)),
                    held("version", Text),
                    carried("summary", Text),
                ]
            }
        }
        Contact => const { &[held("name", Text), held("url", Text), held("email", Text)] },
        License => {
            const {
                &[
                    held("name", Text),
                    held("url", Text),
                    carried("identifier", Text),
                ]
            }
        }
        Server => {
            const {
                &[
                    held("url", Text),
                    held("description", Text),
                    held("variables", Map(ServerVariable)),
                    carried("name", Text),
                ]
            }
        }
        ServerVariable => {
            const {
                &[
                    held("enum", Texts),
                    held("default", Text),
                    held("description", Text),
                ]
            }
        }
        Components => {
            const {
                &[
                    held("schemas", Map(Schema)),
                    held("responses", Map(Response)),
                    held("parameters", Map(Parameter)),
                    held("examples", Map(Example)),
                    held("requestBodies", Map(RequestBody)),
                    held("headers", Map(Header)),
                    held("securitySchemes", Map(SecurityScheme)),
                    held("links", Map(Link)),
                    held("callbacks", Map(Callback)),
                    carried("pathItems", Map(PathItem)),
                    // Whoever refers to one gets a copy, see `inline`.
                    carried("mediaTypes", Plain),
                ]
            }
        }
        Paths | Callback => &[],
        PathItem => {
            const {
                &[
                    held("$ref", Text),
                    held("summary", Text),
                    held("description", Text),
                    held("get", One(Operation)),
                    held("put", One(Operation)),
                    held("post", One(Operation)),
                    held("delete", One(Operation)),
                    held("options", One(Operation)),
                    held("head", One(Operation)),
                    held("patch", One(Operation)),
                    held("trace", One(Operation)),
                    held("servers", List(Server)),
                    held("parameters", List(Parameter)),
                    unsupported("query", One(Operation)),
                    unsupported("additionalOperations", Map(Operation)),
                ]
            }
        }
        Operation => {
            const {
                &[
                    held("tags", Texts),
                    held("summary", Text),
                    held("description", Text),
                    held("externalDocs", One(ExternalDocs)),
                    held("operationId", Text),
                    held("parameters", List(Parameter)),
                    held("requestBody", One(RequestBody)),
                    held("responses", One(Responses)),
                    held("callbacks", Map(Callback)),
                    held("deprecated", Flag),
                    held("security", Requirements),
                    held("servers", List(Server)),
                ]
            }
        }
        ExternalDocs => const { &[held("description", Text), held("url", Text)] },
        Parameter => {
            const {
                &[
                    held("name", Text),
                    held("in", Text),
                    held("description", Text),
                    held("required", Flag),
                    held("deprecated", Flag),
                    held("allowEmptyValue", Flag),
                    held("style", Text),
                    held("explode", Flag),
                    held("allowReserved", Flag),
                    held("schema", One(Schema)),
                    held("example", Data),
                    held("examples", Map(Example)),
                    held("content", Map(MediaType)),
                ]
            }
        }
        RequestBody => {
            const {
                &[
                    held("description", Text),
                    held("content", Map(MediaType)),
                    held("required", Flag),
                ]
            }
        }
        MediaType => {
            const {
                &[
                    held("schema", One(Schema)),
                    held("example", Data),
                    held("examples", Map(Example)),
                    held("encoding", Map(Encoding)),
                    unsupported("itemSchema", One(Schema)),
                    unsupported("itemEncoding", One(Encoding)),
                    unsupported("prefixEncoding", List(Encoding)),
                ]
            }
        }
        Encoding => {
            const {
                &[
                    held("contentType", Text),
                    held("headers", Map(Header)),
                    held("style", Text),
                    held("explode", Flag),
                    held("allowReserved", Flag),
                    unsupported("encoding", Map(Encoding)),
                    unsupported("itemEncoding", One(Encoding)),
                    unsupported("prefixEncoding", List(Encoding)),
                ]
            }
        }
        Responses => const { &[held("default", One(Response))] },
        Response => {
            const {
                &[
                    held("description", Text),
                    held("headers", Map(Header)),
                    held("content", Map(MediaType)),
                    held("links", Map(Link)),
                    carried("summary", Text),
                ]
            }
        }
        Example => {
            const {
                &[
                    held("summary", Text),
                    held("description", Text),
                    held("value", Data),
                    held("externalValue", Text),
                    carried("dataValue", Data),
                    carried("serializedValue", Text),
                ]
            }
        }
        Link => {
            const {
                &[
                    held("operationRef", Text),
                    held("operationId", Text),
                    held("parameters", Members),
                    held("requestBody", Data),
                    held("description", Text),
                    held("server", One(Server)),
                ]
            }
        }
        Header => {
            const {
                &[
                    held("description", Text),
                    held("required", Flag),
                    held("deprecated", Flag),
                    held("style", Text),
                    held("schema", One(Schema)),
                    held("example", Data),
                    held("examples", Map(Example)),
                    held("content", Map(MediaType)),
                    carried("explode", Flag),
                    carried("allowEmptyValue", Flag),
                    carried("allowReserved", Flag),
                ]
            }
        }
        Tag => {
            const {
                &[
                    held("name", Text),
                    held("description", Text),
                    held("externalDocs", One(ExternalDocs)),
                    carried("summary", Text),
                    unsupported("parent", Text),
                    unsupported("kind", Text),
                ]
            }
        }
        Schema => KEYWORDS,
        Discriminator => {
            const {
                &[
                    held("propertyName", Text),
                    held("mapping", TextMap),
                    unsupported("defaultMapping", Text),
                ]
            }
        }
        SecurityScheme => {
            const {
                &[
                    held("type", Text),
                    held("description", Text),
                    held("name", Text),
                    held("in", Text),
                    held("scheme", Text),
                    held("bearerFormat", Text),
                    held("flows", One(Flows)),
                    held("openIdConnectUrl", Text),
                    unsupported("oauth2MetadataUrl", Text),
                    carried("deprecated", Flag),
                ]
            }
        }
        Flows => {
            const {
                &[
                    held("implicit", One(ImplicitFlow)),
                    held("password", One(PasswordFlow)),
                    held("clientCredentials", One(ClientFlow)),
                    held("authorizationCode", One(CodeFlow)),
                    unsupported("deviceAuthorization", Plain),
                ]
            }
        }
        ImplicitFlow => {
            const {
                &[
                    held("authorizationUrl", Text),
                    held("refreshUrl", Text),
                    held("scopes", TextMap),
                    carried("tokenUrl", Text),
                ]
            }
        }
        PasswordFlow | ClientFlow => {
            const {
                &[
                    held("tokenUrl", Text),
                    held("refreshUrl", Text),
                    held("scopes", TextMap),
                    carried("authorizationUrl", Text),
                ]
            }
        }
        CodeFlow => {
            const {
                &[
                    held("authorizationUrl", Text),
                    held("tokenUrl", Text),
                    held("refreshUrl", Text),
                    held("scopes", TextMap),
                ]
            }
        }
    }
}
