package dev.skerry.origin.tables.model;

import static dev.skerry.origin.tables.model.expression.Attributes.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.tables.model.Shop.LowerCase;
import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.NumberAttribute;
import dev.skerry.origin.tables.model.expression.SetAttribute;
import dev.skerry.origin.tables.model.expression.TextAttribute;
import dev.skerry.origin.tables.model.schema.CreatedAt;
import dev.skerry.origin.tables.model.schema.Default;
import dev.skerry.origin.tables.model.schema.ExpiresAt;
import dev.skerry.origin.tables.model.schema.GlobalIndex;
import dev.skerry.origin.tables.model.schema.Hidden;
import dev.skerry.origin.tables.model.schema.Key;
import dev.skerry.origin.tables.model.schema.Matches;
import dev.skerry.origin.tables.model.schema.PartitionKey;
import dev.skerry.origin.tables.model.schema.Ref;
import dev.skerry.origin.tables.model.schema.SortKey;
import dev.skerry.origin.tables.model.schema.Table;
import dev.skerry.origin.tables.model.schema.Transform;
import dev.skerry.origin.tables.model.schema.UpdatedAt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The example of docs/modelling.md, as it stands there. */
class GuideTest {
  record Address(String street, String city, @Default("DE") @Nullable String country) {}

  enum Plan {
    FREE,
    PAID
  }

  @Table(name = "members")
  record Member(
      @PartitionKey String id,
      @Matches(".+@.+") @Transform(LowerCase.class) @GlobalIndex(name = "by-email") String email,
      @Default("FREE") @Nullable Plan plan,
      @Nullable Address address,
      Set<String> tags,
      @Default("0") @Nullable Integer visits,
      @Hidden @Nullable String password,
      @CreatedAt @Nullable Instant created,
      @UpdatedAt @Nullable Instant updated) {}

  @Table(name = "notes")
  record Note(
      @PartitionKey String member,
      @SortKey long number,
      String text,
      @Nullable Ref<Member, String> author,
      @ExpiresAt(after = "P30D") @Nullable Instant expires) {}

  static final TextAttribute<Member> EMAIL = attribute(Member::email);
  static final Attribute<Member, Plan> PLAN = attribute(Member::plan);
  static final NumberAttribute<Member, Integer> VISITS = attribute(Member::visits);
  static final SetAttribute<Member, String> TAGS = attribute(Member::tags);
  static final TextAttribute<Member> CITY = attribute(Member::address).then(Address::city);
  static final TextAttribute<Note> MEMBER = attribute(Note::member);
  static final NumberAttribute<Note, Long> NUMBER = attribute(Note::number);

  @Test
  void theExampleDoesWhatItSays(@TempDir Path folder) throws IOException {
    try (TableServer server = new TableServer(folder)) {
      example(server.client());
    }
  }

  private static void example(DynamoDbClient client) {
    Models models = Models.on(client);
    Model<Member, String> members = models.model(Member.class, Member::id);
    Model<Note, Key<String, Long>> notes = models.model(Note.class, Note::member, Note::number);

    members.table().bringUpToDate().run();
    notes.table().bringUpToDate().run();

    Member ada =
        members
            .create(
                new Member(
                    "ada", "Ada@Example.org", null, null, Set.of("early"), null, null, null, null))
            .run();

    members
        .update("ada")
        .set(PLAN, Plan.PAID)
        .add(VISITS, 1)
        .add(TAGS, "paying")
        .onlyIf(PLAN.eq(Plan.FREE).and(CITY.isAbsent()))
        .run();

    List<Member> found = members.query(EMAIL.eq("ada@example.org")).run().items();

    models
        .transaction(
            members.check("ada", VISITS.gt(0)),
            notes.create(new Note("ada", 1, "first", Ref.to("ada"), null)),
            notes.create(new Note("ada", 2, "second", Ref.to("ada"), null)))
        .run();

    Page<Note> latest =
        notes.query(MEMBER.eq("ada").and(NUMBER.ge(1L))).descending().limit(1).populate().run();

    assertThat(ada.plan()).isEqualTo(Plan.FREE);
    assertThat(found).map(Member::tags).containsExactly(Set.of("early", "paying"));
    assertThat(latest.items()).map(Note::text).containsExactly("second");
    assertThat(Objects.requireNonNull(latest.items().getFirst().author()).get().visits())
        .isEqualTo(1);
    assertThat(latest.items().getFirst().expires()).isAfter(Instant.now());
    assertThat(notes.table().bringUpToDate().run()).isEmpty();
  }

  @Test
  void theExampleIsTheOneInTheGuide() throws IOException {
    String guide = Files.readString(Path.of("../../docs/modelling.md"));
    String here =
        squeezed(
            Files.readString(
                Path.of("src/test/java/dev/skerry/origin/tables/model/GuideTest.java")));
    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(guide)
            .results()
            .map((MatchResult block) -> squeezed(block.group(1)))
            .toList();
    assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(here).contains(block));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s", "");
  }
}
