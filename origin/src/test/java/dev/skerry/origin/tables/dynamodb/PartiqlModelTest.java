package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random statements find and leave what the operations with expressions find and leave. */
class PartiqlModelTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int STEPS = 400;
  private static final Pattern ITEMS = Pattern.compile("'Items':\\[(.*?)\\](,'|\\})");

  private final Random random = new Random(SEED);

  /** A condition by both ways to write it. */
  private record Both(String partiql, String expression) {}

  @Test
  void statementsAgreeWithExpressions(@TempDir Path one, @TempDir Path other) {
    try (Service service = new Service(one);
        Service twin = new Service(other)) {
      service.makeThings();
      twin.makeThings();
      for (int step = 0; step < STEPS; step++) {
        String where = "seed " + SEED + " step " + step;
        switch (random.nextInt(4)) {
          case 0 -> put(service, twin, where);
          case 1 -> update(service, twin, where);
          case 2 -> delete(service, twin, where);
          default -> query(service, twin, where);
        }
      }
      assertThat(service.ok("Scan", "{'TableName':'things'}"))
          .isEqualTo(twin.ok("Scan", "{'TableName':'things'}"));
    }
  }

  private String partition() {
    return "p" + random.nextInt(3);
  }

  private int number() {
    return random.nextInt(7) - 3;
  }

  private void put(Service service, Service twin, String where) {
    String h = partition();
    int r = number();
    String g = "g" + random.nextInt(3);
    int x = number();
    Answer put =
        twin.call(
            "PutItem",
            ("{'TableName':'things','ConditionExpression':'attribute_not_exists(h)','Item':"
                    + "{'h':{'S':'%s'},'r':{'N':'%d'},'g':{'S':'%s'},'x':{'N':'%d'}}}")
                .formatted(h, r, g, x));
    Answer insert =
        service.call(
            "ExecuteStatement",
            Partiql.request(
                "INSERT INTO things VALUE {'h':'%s','r':%d,'g':'%s','x':%d}"
                    .formatted(h, r, g, x)));
    assertThat(insert.status()).as(where).isEqualTo(put.status());
  }

  private void update(Service service, Service twin, String where) {
    String h = partition();
    int r = number();
    int x = number();
    Both condition = condition(2);
    Answer expected =
        twin.call(
            "UpdateItem",
            ("{'TableName':'things','Key':{'h':{'S':'%s'},'r':{'N':'%d'}},'ReturnValues':'ALL_NEW',"
                    + "'UpdateExpression':'SET x = x + :x, y = :x REMOVE z',"
                    + "'ConditionExpression':'attribute_exists(h) AND (%s)',"
                    + "'ExpressionAttributeValues':{%s':x':{'N':'%d'}}}")
                .formatted(h, r, condition.expression, values(condition), x));
    Answer found =
        service.call(
            "ExecuteStatement",
            Partiql.request(
                "UPDATE things SET x = x + %d, y = %d REMOVE z WHERE h = '%s' AND r = %d AND (%s)"
                        .formatted(x, x, h, r, condition.partiql)
                    + " RETURNING ALL NEW *"));
    assertThat(Service.text(found))
        .as("%s: %s", where, condition)
        .isEqualTo(
            expected.status() == 200
                ? Service.text(expected)
                    .replace("{'Attributes':", "{'Items':[")
                    .replaceFirst("\\}$", "]}")
                : Service.text(expected));
  }

  private void delete(Service service, Service twin, String where) {
    String h = partition();
    int r = number();
    Both condition = condition(1);
    Answer expected =
        twin.call(
            "DeleteItem",
            ("{'TableName':'things','Key':{'h':{'S':'%s'},'r':{'N':'%d'}},"
                    + "'ConditionExpression':'attribute_not_exists(h) OR (%s)'%s}")
                .formatted(h, r, condition.expression, valuesMember(condition)));
    Answer found =
        service.call(
            "ExecuteStatement",
            Partiql.request(
                "DELETE FROM things WHERE h = '%s' AND r = %d AND (%s)"
                    .formatted(h, r, condition.partiql)));
    assertThat(found.status()).as("%s: %s", where, condition).isEqualTo(expected.status());
  }

  private void query(Service service, Service twin, String where) {
    boolean keyed = random.nextBoolean();
    boolean forward = random.nextBoolean();
    String h = partition();
    int low = number();
    int high = low + random.nextInt(4);
    Both filter = condition(2);
    String expected =
        keyed
            ? twin.ok(
                "Query",
                ("{'TableName':'things','KeyConditionExpression':'h = :h AND r BETWEEN :l AND :u',"
                        + "'FilterExpression':'%s','ScanIndexForward':%s,"
                        + "'ExpressionAttributeValues':{%s':h':{'S':'%s'},':l':{'N':'%d'},"
                        + "':u':{'N':'%d'}}}")
                    .formatted(filter.expression, forward, values(filter), h, low, high))
            : twin.ok(
                "Scan",
                "{'TableName':'things','FilterExpression':'%s'%s}"
                    .formatted(filter.expression, valuesMember(filter)));
    List<String> parts =
        new ArrayList<>(
            List.of(
                "h = '" + h + "'",
                "r BETWEEN " + low + " AND " + high,
                "(" + filter.partiql + ")"));
    Collections.shuffle(parts, random);
    String statement =
        keyed
            ? "SELECT * FROM things WHERE "
                + String.join(" AND ", parts)
                + " ORDER BY r "
                + (forward ? "ASC" : "DESC")
            : "SELECT * FROM things WHERE " + filter.partiql;
    assertThat(items(service.ok("ExecuteStatement", Partiql.request(statement))))
        .as("%s: %s", where, statement)
        .isEqualTo(items(expected));
  }

  private static String items(String answer) {
    Matcher matcher = ITEMS.matcher(answer);
    return matcher.find() ? matcher.group(1) : answer;
  }

  /** A condition on attributes that are no key. */
  private Both condition(int depth) {
    int n = number();
    if (depth > 0 && random.nextBoolean()) {
      Both left = condition(depth - 1);
      if (random.nextInt(3) == 0) {
        return new Both("NOT (" + left.partiql + ")", "NOT (" + left.expression + ")");
      }
      Both right = condition(depth - 1);
      String sign = random.nextBoolean() ? " AND " : " OR ";
      return new Both(
          "(" + left.partiql + ")" + sign + "(" + right.partiql + ")",
          "(" + left.expression + ")" + sign + "(" + right.expression + ")");
    }
    String value = value(n);
    return switch (random.nextInt(7)) {
      case 0 -> new Both("y IS MISSING", "attribute_not_exists(y)");
      case 1 -> new Both("y IS NOT MISSING", "attribute_exists(y)");
      case 2 -> new Both("x IN [" + n + ", 0]", "x IN (" + value + ", " + value(0) + ")");
      case 3 -> new Both("begins_with(g, 'g')", "begins_with(g, :g)");
      case 4 -> new Both("attribute_type(x, 'N')", "attribute_type(x, :n)");
      case 5 -> new Both("size(g) >= 2", "size(g) >= " + value(2));
      default -> {
        String sign = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
        yield new Both("x " + sign + " " + n, "x " + sign + " " + value);
      }
    };
  }

  private static String value(int n) {
    return ":v" + (n + 3);
  }

  /** The values that an expression uses, with a comma behind each. */
  private static String values(Both condition) {
    StringBuilder values = new StringBuilder();
    for (int n = -3; n <= 3; n++) {
      if (condition.expression.contains(value(n))) {
        values.append("'").append(value(n)).append("':{'N':'").append(n).append("'},");
      }
    }
    if (condition.expression.contains(":g")) {
      values.append("':g':{'S':'g'},");
    }
    if (condition.expression.contains(":n")) {
      values.append("':n':{'S':'N'},");
    }
    return values.toString();
  }

  private static String valuesMember(Both condition) {
    String values = values(condition);
    return values.isEmpty()
        ? ""
        : ",'ExpressionAttributeValues':{" + values.substring(0, values.length() - 1) + "}";
  }
}
