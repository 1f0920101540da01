/**
 * Cryomech compressors. Read {@link cevns.drivers.slowcontrol.cryomech.SmdpFrame} for the older
 * protocol, {@link cevns.drivers.slowcontrol.cryomech.ModbusFrame} for the newer one.
 */
package cevns.drivers.slowcontrol.cryomech;
