package cevns.drivers.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.Arrays;

/**
 * A serial line, or a pseudo-terminal. The port is found anew at each opening, for after a USB
 * adapter was pulled and put back its name may lead to another device. Nothing of the library's own
 * threads and listeners is used: a read tells that the device has gone.
 */
public final class SerialLink implements ByteLink {

    /** The library rounds waits up to such steps, so a longer one is made of them [ms]. */
    private static final int WAIT_STEP_MS = 100;

    private static final int NO_SUCH_FILE = 2;
    private static final int PERMISSION_DENIED = 13;
    private static final int BUSY = 16;

    private final String path;
    private final SerialSettings settings;
    private SerialPort port;

    /**
     * Makes a link that is not open yet.
     *
     * @param path of the device: {@code /dev/ttyUSB0}, {@code /dev/serial/by-id/…}, {@code
     *     /dev/pts/3}
     */
    public SerialLink(String path, SerialSettings settings) {
        this.path = path;
        this.settings = settings;
    }

    @Override
    public void open() throws IOException {
        SerialPort fresh = find();
        fresh.setComPortParameters(settings.baud(), settings.dataBits(), stopBits(), parity());
        fresh.setFlowControl(flow());
        fresh.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, WAIT_STEP_MS, 0);
        if (!fresh.openPort()) {
            throw new IOException("cannot open " + path + ": " + why(fresh.getLastErrorCode()));
        }
        port = fresh;
    }

    @Override
    public int read(byte[] into, int offset, int waitMs) throws IOException {
        int there = port.bytesAvailable();
        if (there < 0) {
            throw lost();
        }
        if (there == 0 && waitMs == 0) {
            return 0;
        }
        int n = port.readBytes(into, into.length - offset, offset);
        if (n < 0) {
            throw lost();
        }
        return n;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            byte[] rest = done == 0 ? bytes : Arrays.copyOfRange(bytes, done, bytes.length);
            int n = port.writeBytes(rest, rest.length);
            if (n <= 0) {
                throw lost();
            }
            done += n;
        }
    }

    @Override
    public void close() {
        if (port != null && port.isOpen()) {
            // What a silent device did not take would hold up the closing of a real line.
            port.flushIOBuffers();
            port.closePort();
        }
    }

    private SerialPort find() throws IOException {
        try {
            return SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("cannot open " + path + ": " + why(NO_SUCH_FILE), e);
        } catch (LinkageError e) {
            throw new IOException(
                    "the serial library cannot be loaded from "
                            + System.getProperty("java.io.tmpdir")
                            + ": set -Djava.io.tmpdir to a directory that may be written and"
                            + " executed",
                    e);
        }
    }

    private IOException lost() {
        return new IOException(path + ": the device has gone");
    }

    private int parity() {
        return switch (settings.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
        };
    }

    private int stopBits() {
        return settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    }

    private int flow() {
        return switch (settings.flow()) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case XON_XOFF ->
                    SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED
                            | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
            case RTS_CTS ->
                    SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
        };
    }

    private static String why(int errno) {
        return switch (errno) {
            case NO_SUCH_FILE -> "no such device";
            case PERMISSION_DENIED -> "permission denied, is the user in the group dialout?";
            case BUSY -> "in use by another program";
            default -> "error " + errno;
        };
    }
}
