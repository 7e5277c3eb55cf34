package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications that know nothing of the library, before and after its jars and one file were put into the WAR. */
final class DropInIT {

    /** Otherwise these tests would prove less than they say. */
    @Test
    void theApplicationsDoNotKnowTheLibrary() throws IOException {
        for (Path root : List.of(Path.of("src/test/java/com/example"), Path.of("src/test/webapps"))) {
            try (Stream<Path> files = Files.walk(root)) {
                List<Path> sources = files.filter(Files::isRegularFile).toList();
                assertThat(sources).hasSizeGreaterThan(10);
                assertThat(sources)
                        .allSatisfy(
                                source -> assertThat(Files.readString(source)).doesNotContainIgnoringCase("gatehouse"));
            }
        }
    }

    private static DropIn bookshop() {
        return new DropIn("bookshop", List.of());
    }

    private static DropIn stock() {
        try (Stream<Path> jersey = Files.list(Path.of(System.getProperty("gatehouse.jersey")))) {
            return new DropIn("stock", jersey.sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DroppedIn bookshop(String server) {
        return new DroppedIn(server, bookshop(), "/css/site.css", "/shop/catalogue.html", BookshopJourney.CALLS);
    }

    private static DroppedIn stock(String server) {
        return new DroppedIn(server, stock(), "/api/public/ping", "/api/stock", StockJourney.CALLS);
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    final class BookshopOnTomcat10 implements BookshopJourney {
        @RegisterExtension
        static final DroppedIn DROPPED = bookshop("tomcat10");

        @Override
        public DroppedIn dropped() {
            return DROPPED;
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    final class BookshopOnTomcat11 implements BookshopJourney {
        @RegisterExtension
        static final DroppedIn DROPPED = bookshop("tomcat11");

        @Override
        public DroppedIn dropped() {
            return DROPPED;
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    final class StockOnTomcat11 implements StockJourney {
        @RegisterExtension
        static final DroppedIn DROPPED = stock("tomcat11");

        @Override
        public DroppedIn dropped() {
            return DROPPED;
        }
    }
}
