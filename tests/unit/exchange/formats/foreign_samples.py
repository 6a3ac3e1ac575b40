"""Every foreign format in a few lines, with what must come out of it."""

GEXF = """<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="type" type="string"/><attribute id="1" title="religion"
type="string"/></attributes><nodes><node id="a" label="Muster, Max" start="2021-01-01"><attvalues>
<attvalue for="0" value="person"/><attvalue for="1" value="x"/></attvalues></node>
<node id="b" label="Muster, Erika"><attvalues><attvalue for="0" value="Person"/></attvalues></node></nodes>
<edges><edge id="e" source="a" target="b" start="2021-02-03" end="2022-03-04T00:00:00"/></edges>
</graph></gexf>"""
ANX = """<?xml version="1.0" encoding="utf-16"?><Chart><GradeOne><StringCollection><String Id="ID1"
Text="B – mostly"/></StringCollection></GradeOne><ChartItemCollection>
<ChartItem Id="ID2" Label="Max Muster" GradeOneIndex="0"><End X="0" Y="0"><Entity EntityId="1" Identity="m">
<Icon><IconStyle Type="Person"/></Icon></Entity></End><AttributeCollection>
<Attribute AttributeClass="Date of birth" Value="1980-02-03"/><Attribute AttributeClass="Religion" Value="x"/>
</AttributeCollection></ChartItem>
<ChartItem Id="ID3" Label="Schwarzer Wagen"><End X="0" Y="0"><Entity EntityId="2" Identity="w"><Icon>
<IconStyle Type="Car"/></Icon></Entity></End></ChartItem>
<ChartItem Id="ID4" Label="" DateSet="true" DateTime="2026-02-14T00:00:00.000"><Link End1Id="1" End2Id="2">
<LinkStyle Type="Owner" ArrowStyle="ArrowOnHead"/></Link></ChartItem></ChartItemCollection></Chart>"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark id="p"><name>Halle</name><TimeStamp>
<when>2021-04-05T06:07:08Z</when></TimeStamp><Point><coordinates>7.01,51.45,0</coordinates></Point></Placemark>
<Placemark><name>Fleck</name><Point><coordinates>7.01,151.45</coordinates></Point></Placemark></kml>"""
GRAMPS = """<database xmlns="http://gramps-project.org/xml/1.7.1/"><events>
<event handle="e" id="E1"><type>Birth</type>
<dateval val="1980-02" type="about"/></event><event handle="r" id="E2"><type>Baptism</type></event></events>
<people><person handle="a" id="I1"><name type="Birth Name"><first>Max</first><surname>Muster</surname></name>
<eventref hlink="e"/><eventref hlink="r"/></person><person handle="b" id="I2"><name><first>Erika</first>
<surname>Muster</surname></name></person></people><families><family handle="f" id="F1"><father hlink="a"/>
<mother hlink="b"/></family></families></database>"""
GEOJSON = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Halle",
"nationality": "x"}, "geometry":
{"type": "Polygon", "coordinates": [[[7, 51], [8, 51], [8, 52], [7, 51]]]}}]}"""
FTM = """{"id": "p", "schema": "Person", "properties": {"name": ["Max Muster"], "ethnicity": ["x"]}}
{"id": "c", "schema": "Company", "properties": {"name": ["Muster GmbH"], "phone": ["not a phone"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["p"], "asset": ["c"], "startDate": ["2020-01"]}}
{"id": "s", "schema": "Sanction", "properties": {"entity": ["p"]}}
"""
BODS = """[{"statementId": "s1", "recordId": "c", "recordType": "entity", "recordDetails":
{"name": "Muster GmbH", "entityType": {"type": "registeredEntity"}}},
{"statementId": "s2", "recordId": "p", "recordType": "person",
"recordDetails": {"names": [{"fullName": "Max Muster"}], "nationalities": [{"code": "DE"}]}},
{"statementId": "s3", "recordId": "r", "recordType": "relationship", "recordDetails": {"subject": "c",
"interestedParty": "p", "interests": [{"type": "shareholding", "beneficialOwnershipOrControl": true,
"share": {"exact": 50}, "startDate": "2018-01-01"}]}}]"""
CASE = """{"@context": {"uco-core": "https://ontology.unifiedcyberontology.org/uco/core/"}, "@graph": [
{"@id": "kb:p", "@type": "uco-identity:Person", "uco-core:hasFacet": [
{"@type": "uco-identity:SimpleNameFacet",
"uco-identity:givenName": "Max", "uco-identity:familyName": "Muster"}]},
{"@id": "kb:a", "@type": "uco-observable:PhoneAccount", "uco-core:hasFacet": [
{"@type": "uco-observable:Facet",
"uco-observable:phoneNumber": "+49 201 1234567"}]}, {"@id": "kb:r", "@type": "uco-core:Relationship",
"uco-core:source": {"@id": "kb:p"}, "uco-core:target": {"@id": "kb:a"},
"uco-core:kindOfRelationship": "Has_Account"}]}"""
STIX = """{"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": [
{"type": "identity", "id": "identity--00000000-0000-4000-8000-000000000001", "name": "Max Muster",
"identity_class": "individual", "object_marking_refs": ["marking-definition--x"]},
{"type": "malware", "id": "malware--00000000-0000-4000-8000-000000000002", "name": "m"},
{"type": "email-addr", "id": "email-addr--00000000-0000-4000-8000-000000000003",
"value": "max@muster.example"},
{"type": "relationship", "id": "relationship--00000000-0000-4000-8000-000000000004",
"relationship_type": "uses",
"source_ref": "identity--00000000-0000-4000-8000-000000000001",
"target_ref": "email-addr--00000000-0000-4000-8000-000000000003"}]}"""
GEDCOM = """0 HEAD
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Max /Muster/
1 RELI x
1 BIRT
2 DATE ABT FEB 1980
0 @I2@ INDI
1 NAME Erika /Muster/
1 NOTE Zeile eins
2 CONT Zeile zwei
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
0 TRLR
"""
PAJEK = (
    '*Vertices 3 2\n1 "Max Muster"\n2 "Erika"\n3 "Verein"\n*Edges :1 "Treffen"\n1 3 2\n2 3\n*Partition x\n1\n'
)
MAIL = """Message-ID: <1@muster.example>
From: "Muster, Max" <max@muster.example>
To: erika@muster.example, max@muster.example
Date: Wed, 21 Nov 2012 21:11:32 +0100
Subject: =?utf-8?q?Treffen_f=C3=BCr_morgen?=

Guten Tag
"""
MBOX = f"From max@muster.example Wed Nov 21 21:11:32 2012\n{MAIL}\nFrom x Wed Nov 21 21:11:32 2012\n{MAIL}"
GML = 'graph [ node [ id 1 label "Max" x -Inf ] node [ label "Erika" ] edge [ source 1 target 1 ] ]'
# format -> (text, nodes by type, links by type, a finding that must come out, attributes dropped)
FILES = {
    "gexf": (GEXF, {"person": 2}, {"contact": 1}, ("exists", "yes", "2021-02-03"), 1),
    "anx": (ANX, {"person": 1, "vehicle": 1}, {"owns": 1}, ("birth_date", "1980-02-03", ""), 1),
    "kml": (KML, {"place": 2}, {}, ("coordinates", "51.45,7.01", "2021-04-05T06:07:08Z"), 0),
    "gramps": (GRAMPS, {"person": 2}, {}, ("birth_date", "1980-02~", ""), 1),
    "geojson": (GEOJSON, {"place": 1}, {}, ("coordinates", "51.5,7.5", ""), 1),
    "ftm": (FTM, {"person": 1, "organisation": 1}, {"owns": 1}, ("exists", "yes", "2020-01"), 1),
    "bods": (BODS, {"person": 1, "organisation": 1}, {"beneficial_owner": 1}, ("share", "50", ""), 1),
    "case": (CASE, {"person": 1, "communication": 1}, {"uses": 1}, ("phone", "+492011234567", ""), 0),
    "stix": (STIX, {"person": 1, "communication": 1}, {"uses": 1}, ("email", "max@muster.example", ""), 0),
    "gedcom": (GEDCOM, {"person": 2}, {}, ("birth_date", "1980-02~", ""), 1),
    "pajek": (PAJEK, {"person": 3}, {"contact": 2}, ("weight", "2", ""), 0),
    "mail": (
        MAIL,
        {"document": 1, "communication": 2},
        {"wrote_to": 1},
        ("subject", "Treffen für morgen", ""),
        0,
    ),
    "gml": (GML, {"person": 2}, {}, ("name", "Erika", ""), 0),
}


def bytes_of(fmt, text):
    return text.encode("utf-16" if fmt == "anx" else "utf-8")
