package dev.skerry.edge.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.skerry.edge.config.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The schema and the reference page, made from the same description as the decoder. */
class ReferenceTest {
  private static final Path DOCS = Path.of("../docs");

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Reference.jsonSchema());

  @Test
  void the_reference_page_in_docs_is_up_to_date() throws IOException {
    upToDate(DOCS.resolve("configuration.md"), Reference.markdown());
  }

  @Test
  void the_schema_in_docs_is_up_to_date() throws IOException {
    upToDate(DOCS.resolve("skerry.schema.json"), Reference.jsonSchema());
  }

  private static void upToDate(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("skerry.golden"))) {
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @TestFactory
  List<DynamicTest> the_schema_takes_every_right_document() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : GoldenDocumentsTest.documents("right")) {
      tests.add(
          DynamicTest.dynamicTest(
              file.getFileName().toString(),
              () -> assertThat(validate(Files.readString(file))).isEmpty()));
    }
    return tests;
  }

  @Test
  void the_schema_refuses_unknown_fields_wrong_types_and_values_out_of_bounds() throws IOException {
    for (String name : List.of("unknown-fields.yaml", "types-and-bounds.yaml")) {
      Path file = GoldenDocumentsTest.FOLDER.resolve("wrong").resolve(name);
      assertThat(validate(Files.readString(file))).hasSizeGreaterThan(5);
    }
  }

  private Set<ValidationMessage> validate(String yaml) {
    Problems problems = new Problems("x.yaml");
    Node tree = TreeReader.read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8), problems);
    Object plain = Redaction.plain(Objects.requireNonNull(tree));
    return schema.validate(Rendering.json(plain), InputFormat.JSON);
  }

  @Test
  void every_object_has_a_section_and_every_limit_a_row() {
    String page = Reference.markdown();
    for (String name : ReferencePage.sections()) {
      assertThat(page).contains("\n## " + name + "\n");
    }
    for (Limit limit : Limit.values()) {
      assertThat(page).contains("| `" + limit.key() + "` |");
    }
  }

  @Test
  void the_documents_in_the_introduction_are_right() {
    Matcher blocks =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Reference.markdown());
    int found = 0;
    while (blocks.find()) {
      found++;
      String yaml = blocks.group(1).replace("shop.crt", "good.crt").replace("shop.key", "good.key");
      assertThat(
              ConfigDocument.compile(
                  "x.yaml", yaml.getBytes(StandardCharsets.UTF_8), TestSources.INSTANCE))
          .isInstanceOf(Compilation.Compiled.class);
      assertThat(validate(yaml)).isEmpty();
    }
    assertThat(found).isEqualTo(2);
  }

  @Test
  void every_example_in_the_reference_is_right() {
    Matcher examples = Pattern.compile("Example: `(.*?)`").matcher(Reference.markdown());
    int found = 0;
    while (examples.find()) {
      found++;
      Problems problems = new Problems("example");
      Node node =
          TreeReader.read(
              "example.yaml", examples.group(1).getBytes(StandardCharsets.UTF_8), problems);
      assertThat(node).as(examples.group()).isInstanceOf(Node.Mapping.class);
    }
    assertThat(found).isGreaterThan(20);
  }
}
