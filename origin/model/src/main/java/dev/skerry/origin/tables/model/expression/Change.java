package dev.skerry.origin.tables.model.expression;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change of an item, in one clause of an update expression. */
sealed interface Change {
  /** What is changed. */
  Path path();

  /** The word that the clause begins with. */
  String clause();

  /** As it is written in its clause. */
  String render(Placeholders places);

  /** What an assignment does with its value. */
  enum Assignment {
    /** Replaces what is there. */
    ALWAYS,
    /** Leaves what is there. */
    IF_ABSENT,
    /** Puts a list after what is there. */
    APPENDED,
    /** Puts a list before what is there. */
    PREPENDED
  }

  /** A value is assigned. */
  record Assigned(Path path, Assignment how, AttributeValue value) implements Change {
    private static final AttributeValue NOTHING = AttributeValue.fromL(List.of());

    @Override
    public String clause() {
      return "SET";
    }

    @Override
    public String render(Placeholders places) {
      String here = places.path(path);
      String given = places.value(value);
      return here
          + " = "
          + switch (how) {
            case ALWAYS -> given;
            case IF_ABSENT -> "if_not_exists(" + here + ", " + given + ")";
            case APPENDED -> "list_append(" + present(here, places) + ", " + given + ")";
            case PREPENDED -> "list_append(" + given + ", " + present(here, places) + ")";
          };
    }

    private static String present(String here, Placeholders places) {
      return "if_not_exists(" + here + ", " + places.value(NOTHING) + ")";
    }
  }

  /** What another place has is assigned. */
  record Copied(Path path, Path from) implements Change {
    @Override
    public String clause() {
      return "SET";
    }

    @Override
    public String render(Placeholders places) {
      return places.path(path) + " = " + places.path(from);
    }
  }

  /** What is there is removed. */
  record Removed(Path path) implements Change {
    @Override
    public String clause() {
      return "REMOVE";
    }

    @Override
    public String render(Placeholders places) {
      return places.path(path);
    }
  }

  /**
   * A number is added, from 0 where there is none, or elements are put into a set or taken out.
   *
   * @param clause {@code ADD} or {@code DELETE}
   */
  record Combined(Path path, String clause, AttributeValue value) implements Change {
    @Override
    public String render(Placeholders places) {
      return places.path(path) + " " + places.value(value);
    }
  }
}
