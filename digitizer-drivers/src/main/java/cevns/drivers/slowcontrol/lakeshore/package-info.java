/**
 * Lake Shore 218 and 336. Read {@link cevns.drivers.slowcontrol.lakeshore.LakeShoreLine} for the
 * text, then {@link cevns.drivers.slowcontrol.lakeshore.LakeShore} for what is asked.
 */
package cevns.drivers.slowcontrol.lakeshore;
