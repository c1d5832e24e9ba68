package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerProblem;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is looked at in the octets of a module before the runtime's parser has them: a parser
 * reserves memory for whatever number a module claims, and an edge that has none left ends.
 *
 * <p>Lengths and counts must fit into what is there, and the parts that handlers do not need
 * (garbage-collected types, exceptions, what is imported but functions) are refused. Custom
 * sections are left out; of the names (WebAssembly Core Specification, "Name Section") those of
 * functions are kept for messages.
 */
final class ModuleScan {
  /** Of the sections that are not custom; 12, the number of data segments, comes before code. */
  private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11);

  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final int MOST_OCTETS = 4 << 20;
  private static final int MOST_CODE_OCTETS = 1 << 20;
  private static final int MOST_LOCALS = 2_000;
  private static final int MOST_NAMES = 30_000;
  private static final int MOST_PARAMETERS = 128;
  private static final int FUNCTION_TYPE = 0x60;

  private final byte[] octets;
  private final ByteArrayOutputStream kept;
  private final Map<Integer, String> names = new HashMap<>();

  private ModuleScan(byte[] octets) {
    this.octets = octets;
    this.kept = new ByteArrayOutputStream(octets.length);
  }

  static ModuleScan of(byte[] octets) throws HandlerProblem {
    if (octets.length < HEADER.length || !Arrays.equals(octets, 0, 8, HEADER, 0, 8)) {
      throw new HandlerProblem("is no WebAssembly module of version 1 in binary form", 0, 0);
    }
    if (octets.length > MOST_OCTETS) {
      throw tooMuch("octets", octets.length, MOST_OCTETS);
    }
    ModuleScan scan = new ModuleScan(octets);
    scan.sections();
    return scan;
  }

  /** What is given to the parser: the module without custom sections. */
  byte[] withoutCustomSections() {
    return kept.toByteArray();
  }

  /** The names of functions, by index. */
  Map<Integer, String> functionNames() {
    return Map.copyOf(names);
  }

  static HandlerProblem malformed(String why) {
    return new HandlerProblem("is no valid WebAssembly module: " + why, 0, 0);
  }

  static HandlerProblem tooMuch(String what, long count, long most) {
    return new HandlerProblem("has " + count + " " + what + "; a module may have " + most, 0, 0);
  }

  private void sections() throws HandlerProblem {
    kept.write(octets, 0, HEADER.length);
    Cursor all = new Cursor(octets, HEADER.length, octets.length);
    int before = -1;
    while (all.hasMore()) {
      int from = all.position();
      int id = all.octet();
      Cursor section = all.part(all.u32());
      if (id == 0) {
        custom(section);
      } else {
        kept.write(octets, from, all.position() - from);
        section(id, section);
        int place = ORDER.indexOf(id);
        if (place <= before) {
          throw malformed("the section with the number " + id + " is not in its place");
        }
        before = place;
      }
    }
  }

  private static void section(int id, Cursor section) throws HandlerProblem {
    switch (id) {
      case 1 -> types(section);
      case 2 -> imports(section);
      case 4 -> tables(section);
      case 7 -> exports(section);
      case 9 -> Segments.elements(section);
      case 10 -> code(section);
      case 11 -> Segments.data(section);
      case 3 -> numbers(section);
      case 5 -> {
        var _ = section.count();
      }
      case 6 -> globals(section);
      case 8, 12 -> {
        // One number each.
      }
      case 13 -> throw new HandlerProblem("uses exceptions, which handlers cannot have", 0, 0);
      default -> throw malformed("it has a section with the number " + id);
    }
  }

  private static void types(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      if (section.octet() != FUNCTION_TYPE) {
        throw new HandlerProblem(
            "has types that are not functions', which handlers cannot have", 0, 0);
      }
      for (int half = 0; half < 2; half++) {
        int count = section.count();
        if (count > MOST_PARAMETERS) {
          throw tooMuch("parameters or results of one function", count, MOST_PARAMETERS);
        }
        for (int i = 0; i < count; i++) {
          valueType(section);
        }
      }
    }
  }

  /**
   * "Value Types": those that are one octet, as more would be read otherwise than they are here.
   */
  private static void valueType(Cursor at) throws HandlerProblem {
    switch (at.octet()) {
      case 0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x70, 0x6f -> {
        // Numbers, vectors and references.
      }
      default -> throw new HandlerProblem("has values of a type that handlers cannot have", 0, 0);
    }
  }

  private static void numbers(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      section.u32();
    }
  }

  private static void globals(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      valueType(section);
      if (section.octet() > 1) {
        throw malformed("a global is of no known form");
      }
      Segments.expression(section);
    }
  }

  private static void imports(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      String name = section.name() + '.' + section.name();
      if (section.octet() != 0) {
        throw new HandlerProblem("imports " + name + ", which is no function", 0, 0);
      }
      section.u32();
    }
  }

  private static void tables(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      int type = section.octet();
      if (type != 0x70 && type != 0x6f) {
        throw new HandlerProblem("has a table of a type that handlers cannot have", 0, 0);
      }
      boolean bounded = section.octet() == 1;
      section.u32();
      if (bounded) {
        section.u32();
      }
    }
  }

  private static void exports(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      var _ = section.name();
      if (section.octet() > 3) {
        throw malformed("an export is of no known form");
      }
      section.u32();
    }
  }

  private static void code(Cursor section) throws HandlerProblem {
    if (section.remaining() > MOST_CODE_OCTETS) {
      throw tooMuch("octets of code", section.remaining(), MOST_CODE_OCTETS);
    }
    for (int left = section.count(); left > 0; left--) {
      Cursor body = section.part(section.u32());
      long locals = 0;
      for (int groups = body.count(); groups > 0; groups--) {
        locals += body.u32();
        valueType(body);
        if (locals > MOST_LOCALS) {
          throw tooMuch("local variables in one function", locals, MOST_LOCALS);
        }
      }
    }
  }

  // Names that cannot be read are not shown.
  private void custom(Cursor section) {
    try {
      if (section.name().equals("name")) {
        while (section.hasMore()) {
          int id = section.octet();
          Cursor part = section.part(section.u32());
          if (id == 1) {
            functionNames(part);
          }
        }
      }
    } catch (HandlerProblem _) {
      names.clear();
    }
  }

  private void functionNames(Cursor part) throws HandlerProblem {
    for (int left = part.count(); left > 0 && names.size() < MOST_NAMES; left--) {
      int index = (int) part.u32();
      String name = part.name();
      names.put(index, name.substring(0, Math.min(name.length(), 100)));
    }
  }
}
