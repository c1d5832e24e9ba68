package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.expression.ExpressionKind.CONDITION;
import static dev.skerry.origin.tables.expression.ExpressionKind.UPDATE;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.RequestExpressions;
import dev.skerry.origin.tables.expression.Update;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action of a transaction that writes: what must be true of an item, and what becomes of it.
 *
 * @param key the item's key, or the whole item that is put or inserted
 * @param update of an update only
 * @param tells whether the client wants the item of a condition that is not true
 */
record WriteAction(
    Kind kind,
    String table,
    Item key,
    @Nullable Condition condition,
    @Nullable Update update,
    boolean tells) {
  /** What becomes of the item. */
  enum Kind {
    CHECK("ConditionCheck"),
    PUT("Put"),
    DELETE("Delete"),
    UPDATE("Update"),
    /** Puts an item where there is none; statements alone can say it. */
    INSERT("Insert");

    private final String member;

    Kind(String member) {
      this.member = member;
    }

    private Member shape() {
      List<Member> members = new ArrayList<>();
      members.add(Members.ITEMS_TABLE_NAME);
      members.add(this == PUT ? Member.required("Item", Shapes.ATTRIBUTES) : Members.KEY);
      if (this == UPDATE) {
        members.add(Member.required("UpdateExpression", Shapes.TEXT));
      }
      members.add(
          this == CHECK
              ? Member.required("ConditionExpression", Shapes.TEXT)
              : Members.expression("ConditionExpression"));
      members.add(Members.NAMES);
      members.add(Members.VALUES);
      members.add(Members.RETURN_ON_FAILURE);
      return Member.of(member, new Shape.Structure(member, members));
    }
  }

  /** How an action looks in a request. */
  static final Shape.Structure SHAPE =
      new Shape.Structure(
          "TransactWriteItem",
          Kind.CHECK.shape(),
          Kind.PUT.shape(),
          Kind.DELETE.shape(),
          Kind.UPDATE.shape());

  /** Reads an action. */
  static WriteAction read(Fields in) {
    Kind found = null;
    for (Kind kind : Kind.values()) {
      if (in.has(kind.member)) {
        if (found != null) {
          throw TableException.validation(
              "TransactItems can only contain one of Check, Put, Update or Delete");
        }
        found = kind;
      }
    }
    Fields fields = found == null ? null : in.fields(found.member);
    if (found == null || fields == null) {
      throw TableException.validation(
          "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
    }
    return read(found, fields);
  }

  private static WriteAction read(Kind kind, Fields in) {
    ExpressionInput expressions =
        kind == Kind.UPDATE
            ? Conditions.expressions(in, UPDATE, CONDITION)
            : Conditions.expressions(in, CONDITION);
    if (kind == Kind.UPDATE) {
      expressions.checkMixture(List.of(), UPDATE, CONDITION);
    } else {
      expressions.checkMixture(List.of(), CONDITION);
    }
    Item key = in.item(kind == Kind.PUT ? "Item" : "Key");
    if (kind == Kind.PUT) {
      PutItem.checkSize(key);
    }
    RequestExpressions parsed = expressions.parse();
    return new WriteAction(
        kind,
        in.requiredText("TableName"),
        key,
        parsed.condition(),
        parsed.update(),
        Conditions.tells(in));
  }

  /** Refuses a key that cannot be one of the table's, and paths into attributes of keys. */
  void check(TableDefinition definition) {
    if (kind == Kind.PUT || kind == Kind.INSERT) {
      KeyInput.checkItem(definition, key);
    } else {
      KeyInput.checkKey(definition, key);
    }
    if (update != null) {
      UpdateItem.check(definition, update);
    }
    Selection.checkPaths(definition, condition);
  }

  /** Refuses keys without an octet, for which there is no transaction to be cancelled. */
  void checkNotEmpty(TableDefinition definition) {
    KeyInput.checkNotEmpty(definition, key);
    if (kind == Kind.PUT) {
      EmptyKeys.check(definition, key);
    }
    if (update != null && update.isExpression()) {
      EmptyKeys.check(definition, update);
    }
  }

  /** What it makes of what is there. */
  Writes.Written apply(TableDefinition definition, @Nullable Item before) {
    Conditions.require(condition, before, tells);
    Item after =
        switch (kind) {
          case CHECK -> before;
          case PUT -> key;
          case INSERT -> {
            if (before != null) {
              throw new TableException(
                  ErrorType.DUPLICATE_ITEM, "Duplicate primary key exists in table");
            }
            yield key;
          }
          case DELETE -> null;
          case UPDATE ->
              update == null ? before : UpdateItem.after(definition, update, key, before);
        };
    return new Writes.Written(definition, before, after);
  }
}
