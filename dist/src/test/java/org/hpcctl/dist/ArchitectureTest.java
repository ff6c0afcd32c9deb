package org.hpcctl.dist;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.http.HttpClient;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The arrows of the house (docs/decisions/0001), in eight rules without exceptions. A rule that is
/// in the way is discussed there, never weakened here.
final class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(modules());

  @Test
  void modules_use_one_another_along_the_arrows_only() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy(
            resideInAPackage("org.hpcctl..")
                .and(
                    not(
                        resideInAnyPackage(
                            "org.hpcctl.templates..",
                            "org.hpcctl.phases..",
                            "org.hpcctl.lab..",
                            "org.hpcctl.cli..",
                            "org.hpcctl.services..",
                            "org.hpcctl.dist..",
                            "org.hpcctl.bench..",
                            "org.hpcctl.testkit.."))))
        .layer("templates")
        .definedBy("org.hpcctl.templates..")
        .layer("phases")
        .definedBy("org.hpcctl.phases..")
        .layer("lab")
        .definedBy("org.hpcctl.lab..")
        .layer("cli")
        .definedBy("org.hpcctl.cli..")
        .layer("services")
        .definedBy("org.hpcctl.services..")
        .whereLayer("cli")
        .mayOnlyAccessLayers("core", "phases", "lab")
        .whereLayer("phases")
        .mayOnlyAccessLayers("core", "templates")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("templates")
        .mayNotAccessAnyLayer()
        .whereLayer("lab")
        .mayNotAccessAnyLayer()
        .whereLayer("services")
        .mayNotAccessAnyLayer()
        .check(CLASSES);
  }

  @Test
  void services_share_the_kit_and_nothing_else() {
    slices()
        .matching("org.hpcctl.services.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAPackage("org.hpcctl.services.."),
            resideInAPackage("org.hpcctl.services.kit.."))
        .check(CLASSES);
  }

  @Test
  void phases_do_not_know_one_another() {
    slices().matching("org.hpcctl.phases.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void packages_form_no_cycles() {
    slices().matching("org.hpcctl.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void what_is_pure_touches_no_file_process_network_thread_or_clock() {
    noClasses()
        .that(
            resideInAnyPackage(
                "org.hpcctl.spec..",
                "org.hpcctl.resource..",
                "org.hpcctl.plan..",
                "org.hpcctl.phases..",
                "org.hpcctl.templates.."))
        .should()
        .dependOnClassesThat(
            belongToAnyOf(
                    Files.class,
                    FileChannel.class,
                    FileInputStream.class,
                    FileOutputStream.class,
                    RandomAccessFile.class,
                    ProcessBuilder.class,
                    Process.class,
                    Runtime.class,
                    HttpClient.class,
                    Socket.class,
                    SocketChannel.class,
                    Thread.class,
                    Executor.class,
                    CompletableFuture.class,
                    Clock.class)
                .as("files, processes, the network, threads or clocks"))
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv")
        .check(CLASSES);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)").check(CLASSES);
  }

  @Test
  void every_package_says_what_it_is_and_marks_absence_of_null() {
    assertEquals(
        List.of(),
        packages(CLASSES)
            .filter(room -> !room.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList(),
        "packages without a package-info.java that says @NullMarked");
  }

  @Test
  void a_phase_and_its_templates_have_the_same_name() {
    assertEquals(
        rooms("org.hpcctl.phases"), rooms("org.hpcctl.templates"), "phases and template folders");
  }

  private static SortedSet<String> rooms(String parent) {
    return packages(CLASSES)
        .map(JavaPackage::getName)
        .filter(name -> name.startsWith(parent + "."))
        .map(name -> name.substring(parent.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JavaPackage> packages(JavaClasses classes) {
    return classes.stream().map(it -> it.getPackage()).distinct();
  }

  private static List<Path> modules() {
    Path repository = Path.of(System.getProperty("repository"));
    try (Stream<Path> found =
        Files.find(repository, 4, (path, _) -> path.endsWith("target/classes"))) {
      return found.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
