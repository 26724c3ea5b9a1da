"""Words of Vietnamese administrative prose, from which ``corpus.py`` composes articles.

Each list is in order of frequency: the first entries are drawn most often. Names of places are
invented; people appear by title only. ``{…}`` in a sentence names the list that fills the gap.
"""


def _entries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split("|") if entry.strip())


AGENCIES = _entries("""
Văn phòng UBND tỉnh | Sở Nội vụ | Sở Tài chính | Sở Y tế | Sở Giáo dục và Đào tạo | Sở Xây dựng |
Sở Công Thương | Sở Tư pháp | Sở Khoa học và Công nghệ | Sở Nông nghiệp và Môi trường |
Sở Văn hóa, Thể thao và Du lịch | Thanh tra tỉnh | Công an tỉnh | Bộ Chỉ huy Quân sự tỉnh |
Trung tâm Phục vụ hành chính công tỉnh | Cổng Thông tin điện tử tỉnh | Ban Tiếp công dân tỉnh |
Ban Quản lý các khu công nghiệp | Ban Dân tộc và Tôn giáo | Ủy ban MTTQ Việt Nam tỉnh |
Hội Nông dân tỉnh | Hội Liên hiệp Phụ nữ tỉnh | Tỉnh đoàn | Liên đoàn Lao động tỉnh |
Hội Cựu chiến binh tỉnh | Bảo hiểm xã hội tỉnh | Cục Thống kê tỉnh | Kho bạc Nhà nước tỉnh |
Chi cục Kiểm lâm | Chi cục Thủy lợi | Chi cục Quản lý thị trường | Chi cục Văn thư – Lưu trữ |
Trung tâm Chuyển đổi số | Trung tâm Khuyến nông | Trung tâm Kiểm soát bệnh tật |
Trung tâm Xúc tiến đầu tư và Du lịch | Đài Phát thanh và Truyền hình tỉnh |
Trường Chính trị tỉnh | Hiệp hội Doanh nghiệp tỉnh | Quỹ Bảo vệ và Phát triển rừng |
Phòng Hành chính – Tổ chức | Phòng Kiểm soát thủ tục hành chính | Phòng Tổng hợp |
Phòng Kinh tế ngành | Phòng Khoa giáo – Văn xã | Phòng Nội chính | Phòng Quản trị – Tài vụ |
Phòng Ngoại vụ
""")

COMMUNES = _entries("""
Bản Sen | Nà Lương | Khe Mạ | Đồng Rằm | Phú Lãm Hạ | Thanh Mộc | Tân Khê | Yên Lũng |
Vĩnh Hà Đông | Cao Lãnh Thượng | Mường Thín | Pác Lòong | Lũng Phầy | Thạch Ngàn | Hòa Khương |
Xuân Viên Hạ | Đại Ngọc | Bình Lễ | Quang Thiều | Minh Cầm | Sơn Dược | Hợp Lĩnh |
Kim Thạch Đông | Trung Hà Thượng | Ngọc Khê | Đức Quảng | Long Tiên | Liên Trạch | Tam Đồng |
Phong Vân Hạ | Nghĩa Lạc | Hưng Khánh Tây | An Bá Thượng | Châu Lộc | Tiên Thủy | Gia Cốc |
Hồng Vân Nam | Lâm Trường | Thuận Hành | Quế Sơn Bắc | Văn Lãng Hạ | Thái Đào | Việt Chu |
Chi Lễ | Đông Cửu | Bắc Lãng | Nam Phổ | Tây Cốc | Khánh Thiện Đông | Phúc Sạn | Mỹ Hòa Trung |
Lộc Bình Hạ | Cẩm Giàng Tây | Hải Khê | Giang Ma | Nhân Nghĩa Đông | Vạn Thủy | Bảo Cường |
Trường Hà | Đoan Bái | Cổ Lũng | Ái Thượng | Lạc Sỹ | Kỳ Tân | Quỳnh Châu | Đắk Rơ | Ia Grăng |
Ea Súp Đông | Cư Né | Buôn Triết | Hương Cần | Thịnh Vượng | Phước Năng | Trà Bui | Tịnh Kỳ |
Hành Dũng | Sa Nghĩa | Ba Điền | Mường Khoa | Chiềng Khay | Nậm Giôn | Tà Hừa | Pha Mu | Nà Tăm |
Sín Chải | Lao Xả | Thèn Phàng
""")

VERBS = _entries("""
đẩy mạnh | tăng cường | triển khai | nâng cao chất lượng | rà soát | chủ động thực hiện |
tiếp tục hoàn thiện | tập trung tháo gỡ vướng mắc trong | đôn đốc | kiểm tra | giám sát |
đánh giá kết quả | xây dựng kế hoạch | ban hành hướng dẫn về | tham mưu | phối hợp triển khai |
quán triệt | phổ biến | tuyên truyền về | cụ thể hóa | số hóa | chuẩn hóa | đơn giản hóa |
công khai | niêm yết | cập nhật | tổng hợp | báo cáo | thẩm định | phê duyệt | điều chỉnh |
bổ sung | thay thế | củng cố | kiện toàn | duy trì | mở rộng | nhân rộng | khởi động |
hoàn thành | nghiệm thu | bàn giao | vận hành thử | đưa vào sử dụng | nâng cấp | bảo trì |
khắc phục hạn chế trong | giải quyết dứt điểm | xử lý nghiêm vi phạm về |
siết chặt kỷ luật trong | phân công rõ trách nhiệm về | phân cấp | ủy quyền | lồng ghép |
huy động nguồn lực cho | ưu tiên bố trí vốn cho | giải ngân vốn cho | quyết toán | kiểm kê |
lưu trữ hồ sơ về | khảo sát | lấy ý kiến về | tiếp thu góp ý về | giải trình về | đối thoại về |
tập huấn về | bồi dưỡng kiến thức về | sát hạch | biểu dương điển hình trong | sơ kết | tổng kết |
phát động thi đua | đăng ký chỉ tiêu | cam kết thực hiện | ký kết quy chế phối hợp về | thí điểm |
áp dụng | ứng dụng công nghệ vào | kết nối | liên thông | chia sẻ dữ liệu về |
bảo đảm an toàn cho | phòng ngừa rủi ro trong | dự báo | cảnh báo sớm về | quản lý chặt chẽ |
khai thác hiệu quả | bảo vệ | phục hồi | tôn tạo | quảng bá | xúc tiến | thu hút đầu tư vào |
hỗ trợ | chăm lo | bảo đảm an sinh trong | giữ vững ổn định trong | nắm tình hình |
xử lý kịp thời | tiếp nhận phản ánh về | trả lời kiến nghị về | theo dõi sát |
rút ngắn thời gian | cắt giảm chi phí | tiết kiệm chi trong | minh bạch hóa |
đa dạng hóa hình thức | đổi mới phương pháp | phát huy vai trò của người đứng đầu trong |
gắn kết | định kỳ rà lại
""")

OBJECTS = _entries("""
cải cách thủ tục hành chính | công tác văn thư, lưu trữ | chương trình công tác quý |
nhiệm vụ được giao | dịch vụ công trực tuyến | chuyển đổi số | công tác tiếp công dân |
giải quyết khiếu nại, tố cáo | quy chế làm việc | kỷ luật, kỷ cương hành chính |
phong trào thi đua yêu nước | công tác cán bộ | giải ngân vốn đầu tư công |
thu, chi ngân sách địa phương | xây dựng nông thôn mới | giảm nghèo bền vững |
bảo hiểm y tế toàn dân | giáo dục nghề nghiệp | phòng, chống thiên tai | phòng cháy và chữa cháy |
an toàn giao thông | quản lý đất đai | giải phóng mặt bằng | quy hoạch đô thị |
bảo vệ môi trường | thu gom rác thải sinh hoạt | cấp nước sạch nông thôn |
phát triển kinh tế tập thể | sản phẩm OCOP | xúc tiến thương mại |
cải thiện môi trường kinh doanh | chỉ số hài lòng của người dân | chỉ số cải cách hành chính |
hệ thống quản lý văn bản | chữ ký số chuyên dùng | hộp thư công vụ | họp không giấy tờ |
báo cáo điện tử | cơ sở dữ liệu dân cư | số hóa hồ sơ đất đai | dữ liệu mở |
an toàn thông tin mạng | hạ tầng viễn thông | trạm y tế cơ sở | tiêm chủng mở rộng |
dân số và phát triển | bình đẳng giới | bảo vệ trẻ em | chăm sóc người cao tuổi |
chính sách người có công | nhà ở xã hội | xóa nhà tạm | việc làm và thị trường lao động |
đưa lao động đi làm việc ở nước ngoài | an toàn vệ sinh lao động | an toàn thực phẩm |
quản lý giá | bình ổn thị trường dịp Tết | chống hàng giả | chống buôn lậu | phòng, chống ma túy |
phòng, chống tham nhũng | thực hành tiết kiệm, chống lãng phí | kê khai tài sản |
thanh tra chuyên ngành | hòa giải ở cơ sở | phổ biến pháp luật | trợ giúp pháp lý |
hộ tịch và chứng thực | xây dựng văn bản quy phạm | kiểm soát thủ tục | một cửa liên thông |
bốn tại chỗ | tiếp nhận và trả kết quả | hồ sơ quá hạn | thư xin lỗi người dân | đường dây nóng |
phản ánh hiện trường | đánh giá cán bộ, công chức | tinh giản biên chế | vị trí việc làm |
sắp xếp tổ chức bộ máy | chính quyền hai cấp | chế độ công vụ | văn hóa công sở |
đạo đức công vụ | luân chuyển cán bộ | trồng rừng gỗ lớn | phòng cháy rừng |
chi trả dịch vụ môi trường rừng | chăn nuôi an toàn sinh học | phòng, chống dịch bệnh gia súc |
tiêm phòng vắc-xin | nuôi trồng thủy sản | chuyển đổi cơ cấu cây trồng | mã số vùng trồng |
chế biến nông sản | liên kết chuỗi giá trị | kênh mương nội đồng | hồ chứa nước |
đê điều và kè chống sạt lở | di dân khỏi vùng sạt lở | đường giao thông nông thôn | cầu dân sinh |
bến xe khách | vận tải hành khách | đăng kiểm phương tiện | chiếu sáng công cộng |
cây xanh đô thị | bãi đỗ xe | trật tự vỉa hè | cấp phép xây dựng | chất lượng công trình |
vật liệu không nung | mỏ khoáng sản | khu công nghiệp | cụm công nghiệp |
thu hút đầu tư nước ngoài | doanh nghiệp khởi nghiệp | hộ kinh doanh | hóa đơn điện tử |
thuế đất phi nông nghiệp | thanh toán không dùng tiền mặt | tín dụng chính sách |
quỹ tín dụng nhân dân | bảo hiểm xã hội tự nguyện | đổi mới chương trình phổ thông |
kiên cố hóa trường lớp | trường chuẩn quốc gia | phổ cập mầm non | kỳ thi tốt nghiệp |
học sinh bán trú | thư viện xã | nhà văn hóa thôn | di sản phi vật thể | lễ hội đầu xuân |
du lịch cộng đồng | làng nghề truyền thống | trang phục dân tộc | bảo tồn tiếng nói, chữ viết |
thể thao quần chúng | giải chạy việt dã | đội tuyển trẻ | báo chí địa phương |
truyền thanh cơ sở | thông tin đối ngoại | hợp tác biên giới | cửa khẩu thông minh |
cắm mốc ranh giới | đối ngoại nhân dân | kiều bào | quân sự địa phương | tuyển quân |
huấn luyện dân quân | giáo dục quốc phòng | an ninh nông thôn | bảo vệ bí mật nhà nước |
căn cước gắn chip | định danh điện tử | cư trú và tạm trú | xuất nhập cảnh |
tôn giáo, tín ngưỡng | đại đoàn kết toàn dân | giám sát cộng đồng | dân chủ ở cơ sở |
hương ước thôn, bản | hiến đất làm đường | hiến máu tình nguyện | khuyến học, khuyến tài |
quỹ vì người nghèo | nhà đại đoàn kết | thanh niên tình nguyện | tổ công nghệ số cộng đồng |
phụ nữ khởi nghiệp | nông dân sản xuất giỏi | cựu chiến binh gương mẫu | công đoàn cơ sở |
đối thoại tại nơi làm việc | thỏa ước lao động | tết sum vầy | hội thi tuyên truyền viên |
quản lý trụ sở công | mua sắm tập trung | xe công | định mức điện, nước | tài sản sau sáp nhập |
kho lưu trữ lịch sử | chỉnh lý tài liệu | tiêu hủy tài liệu hết giá trị | phòng họp trực tuyến |
tổng đài hỗ trợ | trợ lý ảo | bản đồ số | camera giám sát | giao thông thông minh |
thành phố thông minh | bệnh án điện tử | học bạ số | đấu thầu qua mạng | giám sát đầu tư |
nợ đọng xây dựng cơ bản | quyết toán dự án hoàn thành | biến đổi khí hậu | kiểm kê khí nhà kính |
tín chỉ các-bon | năng lượng tái tạo | tiết kiệm điện | lưới điện nông thôn | thủy điện nhỏ |
quan trắc không khí | nước thải y tế | chôn lấp hợp vệ sinh | cải tạo hồ trung tâm
""")

MANNERS = _entries("""
đồng bộ, hiệu quả | đúng tiến độ | kịp thời, chính xác | theo hướng lấy người dân làm trung tâm |
một cách thực chất | gắn với trách nhiệm người đứng đầu | bảo đảm rõ người, rõ việc, rõ thời hạn |
quyết liệt | có trọng tâm, trọng điểm | đúng quy định của pháp luật | công khai, minh bạch |
tiết kiệm, tránh lãng phí | bám sát tình hình thực tế | không để gián đoạn |
xuyên suốt từ tỉnh đến cơ sở | ngay từ đầu năm | trước khi bước vào mùa mưa lũ |
trên môi trường điện tử | theo từng nhóm công việc | với lộ trình phù hợp |
bằng những việc làm cụ thể | không hình thức | kiên trì, bền bỉ |
phù hợp với phong tục từng vùng | trong phạm vi thẩm quyền được giao |
trên cơ sở dữ liệu dùng chung | thống nhất về biểu mẫu | có kiểm tra chéo | đi trước một bước |
bài bản, khoa học | khẩn trương nhưng thận trọng | an toàn, thông suốt | linh hoạt, sáng tạo |
có phân kỳ hợp lý | theo phương châm dễ làm trước, khó làm sau | cùng với các giải pháp lâu dài
""")

PLACES = _entries("""
trên địa bàn tỉnh | tại các xã, phường | ở cơ sở | tại vùng sâu, vùng xa |
tại Trung tâm Phục vụ hành chính công | tại hội trường UBND tỉnh | tại trụ sở Văn phòng |
ở khu vực biên giới | tại các khu công nghiệp | trong toàn cơ quan | tại điểm cầu các xã |
trên Cổng Thông tin điện tử | ở các trường học | tại các bản vùng cao |
trong vùng đồng bào dân tộc thiểu số | dọc tuyến quốc lộ | tại chợ trung tâm |
ở các thôn ven sông | tại bộ phận một cửa | trong khu dân cư | tại xã {commune} |
trên địa bàn xã {commune} | ở xã {commune}
""")

GOALS = _entries("""
phục vụ người dân và doanh nghiệp tốt hơn | hoàn thành kế hoạch cả năm |
nâng cao mức độ hài lòng của tổ chức, cá nhân | tạo chuyển biến rõ nét ngay trong quý tới |
giảm áp lực cho cấp xã | giữ vững ổn định tình hình cơ sở |
tạo điều kiện thuận lợi cho nhà đầu tư | bảo đảm quyền lợi chính đáng của nhân dân |
rút ngắn khoảng cách giữa các vùng | giúp lãnh đạo tỉnh điều hành thông suốt |
không để dồn việc vào cuối năm | chấm dứt tình trạng hồ sơ chậm trả |
góp phần tăng thu cho ngân sách | nâng cao đời sống vật chất và tinh thần |
phát huy sức mạnh của cộng đồng | tạo thói quen giao dịch trực tuyến |
hình thành nền nếp làm việc mới | bảo đảm dữ liệu luôn đúng, đủ, sạch, sống |
khơi dậy tinh thần dám nghĩ, dám làm | giữ gìn bản sắc của địa phương |
ngăn chặn vi phạm từ sớm, từ xa | đưa chính sách đến đúng đối tượng |
đáp ứng yêu cầu của giai đoạn mới | xây dựng đội ngũ công chức chuyên nghiệp |
tạo đồng thuận trong xã hội
""")

DIFFICULTIES = _entries("""
việc phối hợp giữa một số đơn vị chưa nhịp nhàng | hạ tầng công nghệ ở vài nơi còn yếu |
số liệu báo cáo gửi về chưa thống nhất | tiến độ ở một số dự án còn chậm |
nguồn kinh phí bố trí còn hạn hẹp | địa bàn rộng, dân cư phân tán |
thời tiết diễn biến bất thường | giá vật liệu biến động mạnh |
một bộ phận người dân chưa quen thao tác trực tuyến | cán bộ kiêm nhiệm nhiều việc |
quy định mới chưa có hướng dẫn chi tiết | mặt bằng bàn giao chưa đồng bộ |
công tác tuyên truyền chưa sâu | việc cập nhật phần mềm còn gián đoạn |
chất lượng tham mưu chưa đồng đều | một số chỉ tiêu khó định lượng |
đường truyền ở vùng cao chưa ổn định | hồ sơ cũ thiếu thông tin đối chiếu |
đơn thư vượt cấp còn phát sinh | thị trường tiêu thụ thiếu bền vững
""")

LEADERS = _entries("""
Chủ tịch UBND tỉnh | Phó Chủ tịch Thường trực UBND tỉnh | Chánh Văn phòng UBND tỉnh |
Phó Chánh Văn phòng UBND tỉnh | Giám đốc Sở Nội vụ | Giám đốc Sở Tài chính |
Giám đốc Sở Khoa học và Công nghệ | Trưởng Ban Tiếp công dân tỉnh | Chánh Thanh tra tỉnh |
Giám đốc Trung tâm Phục vụ hành chính công | Bí thư Đảng ủy Văn phòng |
Chủ tịch Công đoàn cơ quan | Trưởng phòng Tổng hợp | Trưởng phòng Kiểm soát thủ tục hành chính |
Chủ tịch UBND xã {commune} | Bí thư Đảng ủy xã {commune} | đại diện lãnh đạo {agency} |
lãnh đạo {agency}
""")

DOCUMENTS = _entries("""
Kế hoạch số {number}/KH-UBND | Công văn số {number}/UBND-TH | Quyết định số {number}/QĐ-UBND |
Thông báo số {number}/TB-VP | Chỉ thị số {small}/CT-UBND | Báo cáo số {number}/BC-VP |
Tờ trình số {number}/TTr-VP | Nghị quyết số {small}/NQ-HĐND | Công điện số {small}/CĐ-UBND |
Hướng dẫn số {number}/HD-SNV
""")

SENTENCES = _entries("""
{agency} đã {verb} {object} {manner} nhằm {goal}. |
Việc {verb} {object} được thực hiện {manner}. |
{leader} yêu cầu các đơn vị {verb} {object} và {verb} {object} {place}. |
Thực hiện {document}, {agency} {verb} {object} {place}. |
Bên cạnh đó, {agency} phối hợp với {agency} {verb} {object}. |
Tại hội nghị, {leader} nhấn mạnh yêu cầu {verb} {object} {manner}. |
Các đại biểu thảo luận về {object}, {object} và những giải pháp để {goal}. |
Tuy nhiên, {difficulty}, ảnh hưởng đến {object}. |
Nguyên nhân chủ yếu là {difficulty} và {difficulty}. |
Thời gian tới, {agency} sẽ {verb} {object} {manner}. |
Cùng với {object}, công tác {object} cũng có nhiều chuyển biến tích cực. |
Ở xã {commune}, việc {verb} {object} đã trở thành nền nếp. |
{agency} giao bộ phận chuyên môn {verb} {object}, đồng thời {verb} {object}. |
Theo {leader}, muốn {goal} thì phải {verb} {object} {manner}. |
Nhiều cách làm hay trong {object} đã được xã {commune} và xã {commune} áp dụng. |
Người dân xã {commune} cho biết, từ khi cơ quan {verb} {object}, mọi việc thuận tiện hơn trước. |
Kết quả đó khẳng định hướng đi đúng khi {verb} {object} {place}. |
{leader} đề nghị {agency} sớm {verb} {object}, không để việc {object} kéo dài. |
Đoàn công tác đã khảo sát thực tế {object} tại xã {commune} và làm việc với {agency}. |
Căn cứ {document}, các xã {verb} {object} theo từng tháng. |
Đáng chú ý, {object} được {agency} {verb} {manner}. |
Ý kiến tại buổi làm việc cho rằng {difficulty}, vì vậy cần {verb} {object}. |
Trong thảo luận, đại biểu xã {commune} kiến nghị {agency} {verb} {object}. |
Mục tiêu đặt ra là {goal} và {goal}. | Về {object}, {agency} đã {verb} {object} {place}. |
{document} nêu rõ trách nhiệm {verb} {object} của từng cơ quan. |
Không khí làm việc thẳng thắn, tập trung vào {object} và {object}. |
Để {goal}, cần {verb} {object} song song với {object}. |
Sau khi nghe ý kiến của {agency}, {leader} thống nhất chủ trương {verb} {object}. |
Dù {difficulty}, tập thể cơ quan vẫn {verb} {object} {manner}. |
Hội nghị cũng dành thời gian {verb} {object} theo {document}. |
Cán bộ, công chức được phân công {verb} {object} {place}. |
Qua kiểm tra {place}, việc {verb} {object} cơ bản {manner}. |
{agency} sẽ tổng hợp các kiến nghị về {object} để báo cáo cấp có thẩm quyền xem xét. |
Những nơi {verb} {object} sớm đều có kết quả tốt về {object}. |
{leader} ghi nhận nỗ lực của {agency} trong {object} và mong muốn đơn vị tiếp tục {verb} {object}.
""")

OPENINGS = _entries("""
Ngày {day}, {agency} tổ chức hội nghị {verb} {object} {place}. |
Sáng {day}, {leader} chủ trì cuộc họp về {object} với sự tham dự của {agency} và {agency}. |
Chiều {day}, tại xã {commune}, {agency} phối hợp với chính quyền địa phương {verb} {object}. |
Ngày {day}, đoàn công tác do {leader} làm trưởng đoàn đã đến làm việc với {agency} về {object}. |
{agency} vừa ban hành {document} về việc {verb} {object} {manner}. |
Trong hai ngày, {agency} đã {verb} {object} cho cán bộ, công chức {place}. |
Thực hiện chương trình công tác, ngày {day}, {agency} họp bàn giải pháp {verb} {object}.
""")

TITLES = _entries("""
{Agency} {verb} {object} | Hội nghị {verb} {object} năm {year} |
Họp bàn giải pháp {verb} {object} | {Object}: kết quả bước đầu từ xã {commune} |
Xã {commune} {verb} {object} | {Leader} kiểm tra {object} tại xã {commune} |
{Verb} {object} gắn với {object} | Tập huấn {object} cho cán bộ xã, phường năm {year} |
Tổng kết công tác {object} năm {year} | Giao ban quý {quarter}/{year}: tập trung {verb} {object} |
Đoàn công tác làm việc tại xã {commune} về {object} |
Thông báo lịch {verb} {object} tháng {month}/{year} | Nâng hiệu quả {object} nhờ {object} |
{Agency} tiếp tục {verb} {object} và {object}
""")

HEADINGS = _entries("""
Kết quả nổi bật | Nhiệm vụ trọng tâm | Những việc đã làm được | Khó khăn và nguyên nhân |
Giải pháp thời gian tới | Ý kiến tại hội nghị | Phát biểu chỉ đạo | Tổ chức thực hiện |
Về {object} | Đối với {object} | Kinh nghiệm từ cơ sở | Chuyện ở xã {commune} |
Đề xuất, kiến nghị | Phân công nhiệm vụ
""")

CLOSINGS = _entries("""
Kết thúc hội nghị, {leader} cảm ơn các đại biểu và đề nghị {agency} sớm {verb} {object}./. |
Các nội dung trên sẽ được {agency} theo dõi, đôn đốc và báo cáo định kỳ./. |
{agency} mong tiếp tục nhận được ý kiến đóng góp của nhân dân về {object}./. |
Dịp này, nhiều tập thể, cá nhân có thành tích trong {object} đã được khen thưởng./.
""")

BYLINES = _entries("""
Tin, ảnh: Phòng Tổng hợp | Phòng Hành chính – Tổ chức | Tin: Cổng Thông tin điện tử |
Ban Biên tập | Tin, ảnh: Trung tâm Phục vụ hành chính công | (Theo Văn phòng UBND tỉnh) |
Phòng Kiểm soát thủ tục hành chính
""")

CATEGORIES = (
    ("hoat-dong", "Hoạt động Văn phòng"),
    ("chi-dao", "Chỉ đạo điều hành"),
    ("cai-cach", "Cải cách hành chính"),
    ("tiep-cong-dan", "Tiếp công dân"),
    ("thi-dua", "Thi đua – Khen thưởng"),
    ("kinh-te", "Kinh tế – Xã hội"),
    ("chuyen-doi-so", "Chuyển đổi số"),
    ("thong-bao", "Thông báo"),
)

OFFICES = (
    ("van-phong", "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng"),
    ("so-noi-vu", "Sở Nội vụ", "Nội vụ"),
    ("so-tai-chinh", "Sở Tài chính", "Tài chính"),
    ("so-y-te", "Sở Y tế", "Y tế"),
    ("so-xay-dung", "Sở Xây dựng", "Xây dựng"),
    ("so-cong-thuong", "Sở Công Thương", "Công Thương"),
    ("so-tu-phap", "Sở Tư pháp", "Tư pháp"),
    ("so-giao-duc", "Sở Giáo dục và Đào tạo", "Giáo dục"),
    ("so-khoa-hoc", "Sở Khoa học và Công nghệ", "Khoa học"),
    ("so-nong-nghiep", "Sở Nông nghiệp và Môi trường", "Nông nghiệp"),
    ("thanh-tra", "Thanh tra tỉnh", "Thanh tra"),
    ("trung-tam", "Trung tâm Phục vụ hành chính công tỉnh", "Hành chính công"),
)

ABBREVIATIONS = (
    ("UBND", "ủy ban nhân dân"),
    ("HĐND", "hội đồng nhân dân"),
    ("MTTQ", "mặt trận tổ quốc"),
    ("TTHC", "thủ tục hành chính"),
    ("CNTT", "công nghệ thông tin"),
)

COUNTS = (
    ("van-ban.di", "Văn bản đi", "văn bản", "văn bản đi", "phát hành", 900),
    ("van-ban.den", "Văn bản đến", "văn bản", "văn bản đến", "tiếp nhận", 2400),
    (
        "van-ban.trinh",
        "Văn bản trình ban hành",
        "văn bản",
        "văn bản trình ban hành",
        "tham mưu",
        310,
    ),
    ("cuoc-hop.phuc-vu", "Cuộc họp được phục vụ", "cuộc họp", "cuộc họp", "phục vụ", 42),
    ("ho-so.tiep-nhan", "Hồ sơ tiếp nhận", "hồ sơ", "hồ sơ", "tiếp nhận", 5200),
    ("tiep-dan.luot", "Lượt công dân được tiếp", "lượt", "lượt công dân", "tiếp", 60),
    ("don-thu.tiep-nhan", "Đơn thư tiếp nhận", "đơn", "đơn thư", "tiếp nhận", 75),
    ("dao-tao.lop", "Lớp tập huấn", "lớp", "lớp tập huấn", "mở", 9),
    ("kiem-tra.cuoc", "Cuộc kiểm tra", "cuộc", "cuộc kiểm tra", "tiến hành", 14),
    ("phan-anh.xu-ly", "Phản ánh được xử lý", "phản ánh", "phản ánh hiện trường", "xử lý", 130),
    ("tin-bai.dang", "Tin, bài đã đăng", "tin, bài", "tin, bài", "đăng tải", 95),
    ("chung-thuc.ban-sao", "Bản sao chứng thực", "bản", "bản sao chứng thực", "cấp", 1500),
)
"""Id, name, unit, words after the number, verb before it, usual number a month."""

RATES = (
    ("nhiem-vu.tinh-giao", "Nhiệm vụ tỉnh giao", "nhiệm vụ", 190, "được tỉnh giao"),
    ("kien-nghi.cu-tri", "Kiến nghị của cử tri", "kiến nghị", 34, "do cử tri gửi"),
    ("van-ban.dung-han", "Văn bản đến hạn", "văn bản", 420, "đến hạn xử lý"),
)
"""Id of the whole, name, unit, usual number a month, words after the unit. Each has one more
indicator, ``.hoan-thanh``: the part that was done."""
