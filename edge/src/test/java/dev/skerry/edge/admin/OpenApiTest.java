package dev.skerry.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.skerry.edge.testing.RecordedViewer.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static final String CONTENT =
      "{\"name\": \"table\", \"size\": 4, \"parts\": [{\"name\": \"leg\"}]}";

  private final ThingApi api = new ThingApi();
  private final String written = Json.write(OpenApi.of(api.endpoints, "1"));
  private final JsonNode document = JsonMapper.shared().readTree(written);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void everyEndpointIsDescribedByWhatItDeclares() {
    JsonNode list = document.at("/paths/~1v1~1things/get");
    assertThat(list.at("/operationId").stringValue()).isEqualTo("getThings");
    assertThat(list.at("/description").stringValue()).isEqualTo("Needs the scope read.");
    assertThat(list.at("/security/0/token").isArray()).isTrue();
    assertThat(list.at("/parameters/0/schema/maximum").intValue()).isEqualTo(100);
    assertThat(list.at("/parameters/1/schema/enum/1").stringValue()).isEqualTo("dark_blue");
    assertThat(list.at("/parameters/2/schema/type").stringValue()).isEqualTo("array");
    assertThat(document.at("/paths/~1v1~1things~1{thing}/delete/responses/204").isMissingNode())
        .isFalse();
    assertThat(document.at("/paths/~1words/get/security").isMissingNode()).isTrue();
    long operations = document.get("paths").values().stream().mapToLong(path -> path.size()).sum();
    assertThat(operations).isEqualTo(api.endpoints.size());
  }

  @Test
  void whatMayBeMissingInACallIsAlwaysThereInAnAnswer() {
    assertThat(required("/paths/~1v1~1things/post/requestBody")).containsExactly("name", "size");
    assertThat(required("/paths/~1v1~1things/post/responses/201"))
        .containsExactly("name", "size", "color", "parts", "counts", "fragile", "since");
  }

  private List<String> required(String place) {
    JsonNode schema = document.at(place + "/content/application~1json/schema");
    JsonNode component = document.at(schema.get("$ref").stringValue().substring(1));
    return component.get("required").values().stream().map(JsonNode::stringValue).toList();
  }

  @Test
  void everyReferenceLeadsSomewhereAndIdsAreUnique() {
    List<String> references = new ArrayList<>();
    collect(document, "$ref", references);
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(document.at(each.substring(1)).isObject()).isTrue());
    List<String> ids = new ArrayList<>();
    collect(document, "operationId", ids);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  private static void collect(JsonNode node, String name, List<String> found) {
    node.forEachEntry(
        (member, value) -> {
          if (member.equals(name)) {
            found.add(value.stringValue());
          }
        });
    node.forEach(each -> collect(each, name, found));
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyProblemIsDescribed(Problem problem) {
    JsonNode schema = document.at("/components/schemas/Problem");
    assertThat(schema.at("/properties/type/enum").values().stream().map(JsonNode::stringValue))
        .contains(problem.type());
    assertThat(schema.get("description").stringValue())
        .contains("`" + problem.type() + "` (" + problem.status() + "): " + problem.title());
  }

  @Test
  void theSchemasAreSchemas() {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    document
        .at("/components/schemas")
        .forEachEntry((name, schema) -> assertThat(wrong(meta, schema)).as(name).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/things, /paths/~1v1~1things/get/responses/200",
    "GET /v1/things/a, /paths/~1v1~1things~1{thing}/get/responses/200",
    "POST /v1/things, /paths/~1v1~1things/post/responses/201",
    "GET /v1/things?limit=0, /components/responses/Problem",
    "GET /v1/nothing, /components/responses/Problem",
    "PUT /v1/things/a, /components/responses/Problem"
  })
  void whatIsAnsweredIsOfItsSchema(String call, String place) throws Exception {
    String content = call.startsWith("GET") ? "" : CONTENT;
    Answer answer = api.ask(ThingApi.ADMIN, call, content);
    String type = answer.fields().first("content-type");
    JsonNode schema = document.at(place).get("content").get(String.valueOf(type)).get("schema");
    assertThat(wrong(schemaOf(schema), JsonMapper.shared().readTree(answer.content()))).isEmpty();
  }

  /** A schema that can refer to the components. */
  private JsonSchema schemaOf(JsonNode schema) throws Exception {
    String whole =
        "{\"components\": %s, \"allOf\": [%s]}".formatted(document.get("components"), schema);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(new ObjectMapper().readTree(whole));
  }

  private static Set<String> wrong(JsonSchema schema, JsonNode value) {
    Set<String> messages = new HashSet<>();
    try {
      schema
          .validate(new ObjectMapper().readTree(value.toString()))
          .forEach(message -> messages.add(message.toString()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return messages;
  }

  @Test
  void theDescriptionDescribesItself() throws Exception {
    Endpoint itself = OpenApi.endpoint(api.endpoints, "1");
    List<Endpoint> all = new ArrayList<>(api.endpoints);
    all.add(itself);
    Caller reader = new Caller("reader", Set.of(Scope.READ));
    JsonNode told = new Endpoints(all).ask("GET", "/v1/openapi.json", null, reader);
    assertThat(told).isNotNull();
    assertThat(String.valueOf(told)).contains("/v1/openapi.json", "getOpenapiJson");
  }
}
