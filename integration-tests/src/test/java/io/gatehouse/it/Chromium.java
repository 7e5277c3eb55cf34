package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a profile of its own. Debian's packages are installed if they are missing. */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String INSTALL =
            "apt-get update && apt-get install -y --no-install-recommends chromium chromium-driver";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @param profile an empty or missing directory, which its caller deletes
     */
    static Chromium start(Path profile) throws IOException {
        install();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile.toAbsolutePath());
        // for the certificate that only these tests know
        options.setAcceptInsecureCerts(true);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    /** Called before a test begins, so that its own time limit is not used up by a download. */
    static void install() throws IOException {
        if (Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER)) {
            return;
        }
        if (!System.getProperty("user.name").equals("root")) {
            throw new IllegalStateException(BROWSER + " and " + DRIVER + " are needed. As root: " + INSTALL);
        }
        Path log = Path.of("target", "chromium-install.log");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", INSTALL)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        try {
            if (!process.waitFor(9, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("\"" + INSTALL + "\" failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void open(String url) {
        driver.get(url);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** The text of the page that is on the screen. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until an element is there and can be seen. */
    WebElement visible(String css) {
        return until(css + " is visible", d -> {
            List<WebElement> found = d.findElements(By.cssSelector(css));
            return !found.isEmpty() && found.get(0).isDisplayed() ? found.get(0) : null;
        });
    }

    /** Waits until an element has a text. */
    void awaitText(String css, String text) {
        until(
                css + " says \"" + text + "\"",
                d -> d.findElement(By.cssSelector(css)).getText().contains(text));
    }

    void awaitUrl(String url) {
        until("the address is " + url, d -> url.equals(d.getCurrentUrl()));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void type(String css, String text) {
        WebElement field = visible(css);
        field.clear();
        field.sendKeys(text);
    }

    void click(String css) {
        visible(css).click();
    }

    boolean hasFocus(String css) {
        return driver.switchTo().activeElement().equals(driver.findElement(By.cssSelector(css)));
    }

    /** The value of an expression in the page. */
    Object evaluate(String expression) {
        return ((JavascriptExecutor) driver).executeScript("return " + expression);
    }

    /** What the console has had since this was last asked. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    /** The names of the cookies that go to the page's address. */
    List<String> cookieNames() {
        return driver.manage().getCookies().stream().map(Cookie::getName).toList();
    }

    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** Shows pages as to somebody who likes {@code light} or {@code dark} ones. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Takes a picture of the page at a width, as high as it is. Windows have a least width; the emulation of a device has none. */
    void screenshot(Path file, long width) throws IOException {
        resize(width, 700);
        resize(width, (Long) evaluate("document.documentElement.scrollHeight"));
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    private void resize(long width, long height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private <T> T until(String what, ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> what + ": not so. The page at " + url() + " says:\n" + text())
                .until(condition);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
