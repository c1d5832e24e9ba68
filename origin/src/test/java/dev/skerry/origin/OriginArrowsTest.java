package dev.skerry.origin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package of the origin may use which, and who may know a database. */
class OriginArrowsTest {
  private static final String ORIGIN = "dev.skerry.origin";

  /** What a package of the origin may use of the others, and why not more. */
  record Arrow(String from, Set<String> to, String reason) {
    @Override
    public String toString() {
      return from + " -> " + new TreeSet<>(to);
    }
  }

  private static final List<Arrow> ARROWS =
      List.of(
          new Arrow("engine", Set.of(), "what everything stands on knows nobody"),
          new Arrow(
              "access",
              Set.of("engine"),
              "who asks is found out the same way for every service, so it knows none"),
          new Arrow(
              "access.signature", Set.of(), "signatures are checked by what the request has alone"),
          new Arrow("access.account", Set.of("engine"), "accounts are rows, whoever asks for them"),
          new Arrow("chore", Set.of("engine"), "how work is repeated, nobody's work knows"),
          new Arrow(
              "tables",
              Set.of("engine", "chore"),
              "tables are a layer on the engine, whichever it is, and know no objects"),
          new Arrow(
              "objects",
              Set.of("engine", "chore", "access"),
              "objects are a layer on the engine, whichever it is, and know no tables"),
          new Arrow(
              "objects.row", Set.of("engine"), "values are octets, whatever rows they are of"),
          new Arrow(
              "objects.content",
              Set.of("engine", "objects.row"),
              "where octets are kept, nobody knows whose they are"),
          new Arrow(
              "objects.backing",
              Set.of("engine", "access.account", "objects.content", "objects.row"),
              "another service's bucket keeps octets, whatever objects they are of"),
          new Arrow("tables.error", Set.of(), "errors are a list, and all may throw them"),
          new Arrow(
              "tables.value",
              Set.of("engine", "tables.error"),
              "values are data, whatever tables they are in"),
          new Arrow(
              "tables.expression",
              Set.of("engine", "tables.error", "tables.value"),
              "expressions are applied to one item at a time, and ask nobody for it"),
          new Arrow(
              "tables.partiql",
              Set.of("tables.error", "tables.value", "tables.expression"),
              "a statement is read and planned by the keys alone; who has the tables runs it"),
          new Arrow(
              "tables.transfer",
              Set.of("tables.error", "tables.value"),
              "what is in files is told by an item alone; who has the buckets is not known"),
          new Arrow(
              "objects.policy",
              Set.of(),
              "who may do what is decided by what it is given, and asks nobody for more"),
          new Arrow("objects.s3.error", Set.of(), "errors are a list, and all may throw them"),
          new Arrow("objects.s3.checksum", Set.of(), "checksums are of octets, whoever sent them"),
          new Arrow(
              "objects.s3.xml",
              Set.of("objects.s3.error"),
              "documents are read and written, whatever they say"),
          new Arrow(
              "objects.s3.head",
              Set.of("objects.s3.error"),
              "what a request asks for is told by its head alone"),
          new Arrow(
              "objects.s3.setting",
              Set.of("objects"),
              "settings are documents, and say what becomes of objects by the kernel's rules"),
          new Arrow(
              "objects.site",
              Set.of("engine", "objects"),
              "edges that ask for a path are known already, so who asks is no question here"),
          new Arrow(
              "objects.s3.form",
              Set.of("objects.s3.error", "objects.s3.head"),
              "what a form has and its policy allows is told by the form alone"),
          new Arrow(
              "objects.s3.chunked",
              Set.of("access.signature", "objects.s3.error"),
              "how content is framed says nothing about what becomes of it"));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ORIGIN);

  @ParameterizedTest
  @MethodSource("arrows")
  void aPackageUsesOnlyWhatStandsBelowIt(Arrow arrow) {
    String[] packages =
        Stream.concat(Stream.of(arrow.from), arrow.to.stream())
            .map(name -> ORIGIN + '.' + name + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ORIGIN + '.' + arrow.from + "..")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage(ORIGIN + "..")
                .or(JavaClass.Predicates.resideInAnyPackage(packages)))
        .allowEmptyShould(true)
        .because(arrow.reason)
        .check(MAIN);
  }

  static Stream<Arrow> arrows() {
    return ARROWS.stream();
  }

  @Test
  void everyPackageHasItsArrows() {
    Set<String> found =
        MAIN.stream()
            .map(type -> type.getPackageName().substring(ORIGIN.length()))
            .filter(rest -> !rest.isEmpty())
            .map(rest -> rest.substring(1).replaceAll("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    ARROWS.forEach(arrow -> found.remove(arrow.from));
    assertThat(found).as("packages whose arrows are not in the table").isEmpty();
  }

  @Test
  void noPackageUsesAnotherInACircle() {
    SlicesRuleDefinition.slices()
        .matching("dev.skerry.(**)")
        .should()
        .beFreeOfCycles()
        .because("a circle is one package with several names: nothing in it can be read alone")
        .check(MAIN);
  }

  @Test
  void theEngineKnowsNotEvenTheMessageModel() {
    noClasses()
        .that()
        .resideInAPackage(ORIGIN + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.skerry.http..")
        .because("an engine keeps octets, whoever asked for it")
        .check(MAIN);
  }

  @Test
  void theEnginesInterfaceKnowsNoDriver() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ORIGIN + ".engine",
            ORIGIN + ".engine.tuple",
            ORIGIN + ".engine.dump",
            ORIGIN + ".engine.driver")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ORIGIN + ".engine.rocksdb..",
            ORIGIN + ".engine.postgres..",
            "org.rocksdb..",
            "java.sql..")
        .because("a layer must run on every engine")
        .check(MAIN);
  }

  @Test
  void layersUseTheEnginesInterfaceAndNoDriver() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ORIGIN + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ORIGIN + ".engine.driver..",
            ORIGIN + ".engine.rocksdb..",
            ORIGIN + ".engine.postgres..")
        .because("which engine it is, the wiring decides")
        .check(MAIN);
  }

  @Test
  void onlyTheBackingServiceKnowsItsClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ORIGIN + ".objects.backing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .because("contents ask of a bucket what is in one interface, whoever speaks to it")
        .check(MAIN);
  }

  @Test
  void onlyItsDriverKnowsRocksDb() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ORIGIN + ".engine.rocksdb..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .because("native objects must be given back, and one package can see to that")
        .check(MAIN);
  }

  @Test
  void onlyItsDriverSpeaksToADatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ORIGIN + ".engine.postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.hikari..")
        .because("connections must be given back, and one package can see to that")
        .check(MAIN);
  }
}
